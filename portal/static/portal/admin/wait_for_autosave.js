// A page being created is saved by itself while it is written. Sent off in that very moment it would be created twice,
// and the second refused for its address; so sending waits until the saving is over.
(function () {
  "use strict";
  let saving = false;
  let waiting = null;

  document.addEventListener("w-autosave:save", function () {
    saving = true;
  });

  function over() {
    saving = false;
    if (!waiting) return;
    const { form, button } = waiting;
    waiting = null;
    // After Wagtail has pointed the form at the page that exists now.
    setTimeout(function () {
      if (button) button.disabled = false;
      form.requestSubmit(button);
    }, 0);
  }

  document.addEventListener("w-autosave:success", over);
  document.addEventListener("w-autosave:error", over);

  document.addEventListener(
    "submit",
    function (event) {
      if (!saving || !event.target.hasAttribute("data-edit-form")) return;
      event.preventDefault();
      event.stopPropagation();
      waiting = { form: event.target, button: event.submitter };
    },
    true,
  );
})();
