// Starts Wagtail's date and time inputs, which Wagtail itself starts by inline script; our policy forbids those.
// Works for what stands on the page and for what an editor adds later.
(function () {
  "use strict";
  // A day that is none ("31/11") stays as it was typed, and the server says so; the picker would put another in its place.
  window.jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
  const STARTERS = new Set(["initDateChooser", "initTimeChooser", "initDateTimeChooser"]);

  function start(mark) {
    const name = mark.dataset.starts;
    const input = document.getElementById(mark.dataset.for);
    if (!STARTERS.has(name) || !input || typeof window[name] !== "function") return;
    mark.remove();
    window[name](input.id, JSON.parse(mark.dataset.config));
  }

  function startAll(root) {
    root.querySelectorAll("template[data-starts]").forEach(start);
  }

  document.addEventListener("DOMContentLoaded", function () {
    startAll(document);
    new MutationObserver(function (changes) {
      for (const change of changes) {
        for (const node of change.addedNodes) {
          if (node.nodeType === Node.ELEMENT_NODE) startAll(node.parentNode || node);
        }
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
