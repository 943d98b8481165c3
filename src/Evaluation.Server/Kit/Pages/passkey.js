// Asks the device for a passkey and sends what it answers with the form of the page. The page says what is asked.
const form = document.getElementById('passkey');
const says = document.getElementById('passkey-says');
const button = form.querySelector('button');
const creates = form.dataset.kind === 'create';

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), one => one.charCodeAt(0));

const text = buffer => btoa(Array.from(new Uint8Array(buffer), one => String.fromCharCode(one)).join(''))
  .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

const named = list => (list || []).map(one => ({ ...one, id: bytes(one.id) }));

// Older browsers read and write buffers alone, so that the texts of JSON are converted here.
const asked = () => {
  const options = JSON.parse(form.dataset.asked);
  options.challenge = bytes(options.challenge);
  if (creates) {
    options.user.id = bytes(options.user.id);
    options.excludeCredentials = named(options.excludeCredentials);
  } else {
    options.allowCredentials = named(options.allowCredentials);
  }
  return options;
};

const answer = credential => {
  const from = credential.response;
  const response = { clientDataJSON: text(from.clientDataJSON) };
  if (creates) {
    response.attestationObject = text(from.attestationObject);
    response.transports = from.getTransports ? from.getTransports() : [];
  } else {
    response.authenticatorData = text(from.authenticatorData);
    response.signature = text(from.signature);
    response.userHandle = from.userHandle ? text(from.userHandle) : null;
  }
  return JSON.stringify({
    id: credential.id, rawId: credential.id, type: credential.type, response,
    clientExtensionResults: credential.getClientExtensionResults(),
    authenticatorAttachment: credential.authenticatorAttachment,
  });
};

const ask = async () => {
  if (!window.PublicKeyCredential) {
    says.textContent = says.dataset.unable;
    return;
  }
  button.disabled = true;
  says.textContent = says.dataset.waits;
  try {
    const publicKey = asked();
    const credential = creates
      ? await navigator.credentials.create({ publicKey })
      : await navigator.credentials.get({ publicKey });
    form.elements.credential.value = answer(credential);
    form.submit();
  } catch (failed) {
    says.textContent = failed.name === 'InvalidStateError' ? says.dataset.known
      : failed.name === 'NotSupportedError' ? says.dataset.unable
      : says.dataset.stopped;
    button.disabled = false;
  }
};

form.addEventListener('submit', event => {
  event.preventDefault();
  ask();
});
if (form.dataset.begin === 'now') ask();
