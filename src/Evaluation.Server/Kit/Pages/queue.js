// Keys of the verifier's queue. J and K go to the next and the previous claim, X chooses the claim, 1 2 3 go to a
// decision; the same key again takes it. Once a claim was accepted by 1, a claim without findings that was not drawn is
// accepted by one more 1. Enter and held keys take no decision. Without this file: links, boxes and buttons.
(function () {
  "use strict";
  var accept = "1", store = "verify-by-key";
  var section = document.querySelector(".decision"), form = section && section.querySelector("form");
  document.documentElement.classList.add("scripts");
  if (!form) return;

  function at(key) { return document.querySelector('[data-key="' + key + '"]'); }
  function isReady() { return section.dataset.plain && sessionStorage.getItem(store) === accept; }
  function say() {
    document.getElementById("ready").textContent = isReady() ? "这件没有提示，按一次1即认定，Esc取消连办" : "";
    at(accept).classList.toggle("ready", Boolean(isReady()));
  }

  // A form that is on its way is not sent again.
  form.addEventListener("submit", function (e) {
    if (form.dataset.sent) e.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", function () { delete form.dataset.sent; });
  document.addEventListener("keydown", function (e) {
    // A button that a key has moved to would be pressed by Enter.
    if (e.key === "Enter" && e.target.closest && e.target.closest("button[data-key]")) { e.preventDefault(); return; }
    var typing = /^(TEXTAREA|SELECT)$/.test(e.target.tagName)
      || (e.target.tagName === "INPUT" && e.target.type !== "checkbox");
    if (e.ctrlKey || e.altKey || e.metaKey || e.repeat || typing) return;
    var key = e.key.toLowerCase(), target = at(key);
    if (e.key === "Escape") { sessionStorage.removeItem(store); say(); return; }
    if (!target) return;
    e.preventDefault();
    if (target.tagName !== "BUTTON") { target.click(); return; }
    if (document.activeElement !== target && !(key === accept && isReady())) { target.focus(); return; }
    if (key === accept) sessionStorage.setItem(store, key); else sessionStorage.removeItem(store);
    target.click();
  });
  say();
})();
