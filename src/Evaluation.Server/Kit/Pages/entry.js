// Enhancements of forms in which much is typed; without this script they work by their buttons.
// A form with data-draft is kept in this tab until it is sent, and comes back after a reload or a new sign-in. A table
// with data-rows gets its further rows without a request, takes rows pasted from a spreadsheet, and Ctrl+D copies the
// cell above.
(function () {
  "use strict";
  var form = document.querySelector("form[data-draft]");
  if (!form) return;
  var key = "draft " + form.getAttribute("data-draft");
  var table = form.querySelector("table[data-rows]");

  function rows() {
    return [].filter.call(table.tBodies[0].rows, function (row) { return !row.classList.contains("in"); });
  }
  function cells(row) { return [].slice.call(row.querySelectorAll("input, select")); }
  function put(cell, value) {
    if (cell.tagName !== "SELECT") { cell.value = value; return; }
    [].forEach.call(cell.options, function (one) {
      if (one.text === value || one.value === value) cell.value = one.value;
    });
  }

  // The names of a row's fields, and the values of its buttons, hold the number of the row.
  function number(row, from, to) {
    row.querySelector(".seq").textContent = String(to + 1);
    [].forEach.call(row.querySelectorAll("*"), function (part) {
      ["id", "name", "for", "value", "aria-label", "aria-describedby"].forEach(function (attribute) {
        var text = part.getAttribute(attribute);
        if (text === null || (attribute === "value" && part.tagName !== "BUTTON")) return;
        part.setAttribute(attribute, text.replace("visits[" + from + "]", "visits[" + to + "]")
          .replace(/^(copy|remove)-\d+$/, "$1-" + to).replace("第" + (from + 1) + "家", "第" + (to + 1) + "家"));
      });
      if (part.tagName === "LABEL") {
        part.textContent = part.textContent.replace("第" + (from + 1) + "家", "第" + (to + 1) + "家");
      }
    });
  }
  function longer() {
    var all = rows(), last = all[all.length - 1], made = last.cloneNode(true);
    number(made, all.length - 1, all.length);
    [].forEach.call(made.querySelectorAll(".wrong"), function (fault) { fault.parentNode.removeChild(fault); });
    [].forEach.call(made.querySelectorAll(".bad-cell"), function (cell) { cell.classList.remove("bad-cell"); });
    cells(made).forEach(function (cell) { cell.value = ""; cell.removeAttribute("aria-invalid"); });
    table.tBodies[0].appendChild(made);
    return made;
  }
  function place(target) {
    var all = rows();
    for (var r = 0; r < all.length; r++) {
      var c = cells(all[r]).indexOf(target);
      if (c >= 0) return { row: r, column: c };
    }
    return null;
  }

  if (table) {
    var most = Number(table.getAttribute("data-most"));
    form.addEventListener("click", function (e) {
      var button = e.target.closest ? e.target.closest("button") : e.target;
      if (!button || button.value !== "add" || rows().length === 0 || rows().length >= most) return;
      e.preventDefault();
      cells(longer())[0].focus();
      keep();
    });
    table.addEventListener("paste", function (e) {
      var text = e.clipboardData ? e.clipboardData.getData("text") : "", at = place(e.target);
      if (!at || !/[\t\n]/.test(text.trim())) return;
      e.preventDefault();
      text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").forEach(function (line, i) {
        var all = rows();
        if (at.row + i >= most) return;
        var row = all[at.row + i] || longer();
        line.split("\t").forEach(function (value, k) {
          var cell = cells(row)[at.column + k];
          if (cell) put(cell, value.trim());
        });
      });
      keep();
    });
    table.addEventListener("keydown", function (e) {
      if (!e.ctrlKey || e.altKey || e.key !== "d") return;
      var at = place(e.target);
      if (!at || at.row === 0) return;
      e.preventDefault();
      put(e.target, cells(rows()[at.row - 1])[at.column].value);
      keep();
    });
  }

  // Kept in this tab alone: on a computer that several people use, closing the tab leaves nothing behind.
  function typed() {
    var kept = {};
    [].forEach.call(form.elements, function (field) {
      if (field.name && field.name.indexOf("__") !== 0 && !/^(hidden|submit|button|file)$/.test(field.type)
        && field.name !== "do" && field.value) kept[field.name] = field.value;
    });
    return kept;
  }
  function keep() {
    try {
      sessionStorage.setItem(key, JSON.stringify({ at: new Date().toTimeString().slice(0, 5), fields: typed() }));
    } catch (full) { return; }
  }
  function button(note, text, press) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "plain";
    made.textContent = text;
    made.addEventListener("click", press);
    note.appendChild(made);
  }
  function say(text) {
    var note = document.createElement("p");
    note.className = "done";
    note.setAttribute("role", "status");
    note.textContent = text + " ";
    form.parentNode.insertBefore(note, form);
    return note;
  }
  function forget() { sessionStorage.removeItem(key); }
  function restore(kept) {
    Object.keys(kept.fields).forEach(function (name) {
      var found = /^visits\[(\d+)\]/.exec(name);
      while (table && found && Number(found[1]) >= rows().length && rows().length < most) longer();
      [].forEach.call(form.elements, function (field) { if (field.name === name) put(field, kept.fields[name]); });
    });
    button(say("已恢复您" + kept.at + "在本页填写、还没有报送的内容。"), "清空重填", function () {
      forget();
      location.assign(location.pathname + location.search);
    });
  }

  var state = form.getAttribute("data-state"), stored = null;
  try { stored = JSON.parse(sessionStorage.getItem(key) || "null"); } catch (unread) { stored = null; }
  if (state === "sent") forget();
  if (state === "fresh" && stored && stored.fields && Object.keys(stored.fields).length > 0) {
    // What was sent is on record as a rule; whoever could not send it takes it back.
    if (!stored.sent) restore(stored);
    else {
      button(say("您" + stored.at + "报送过一份内容；没有报送成功的，可以恢复。"), "恢复", function () {
        restore(stored);
      });
    }
  }
  form.addEventListener("submit", function () {
    keep();
    try {
      var kept = JSON.parse(sessionStorage.getItem(key) || "{}");
      kept.sent = true;
      sessionStorage.setItem(key, JSON.stringify(kept));
    } catch (full) { return; }
  });
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  if (state === "typed") keep();
})();
