/* The registrar's page works without this; with it a letter is sent once. */
(function () {
  'use strict';
  const form = document.getElementById('entry');

  form.addEventListener('submit', event => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    // After the form's data is taken: a disabled button's name would be missing from it.
    setTimeout(() => buttons(true));
  });

  /** Back on the page as the browser kept it. */
  window.addEventListener('pageshow', () => {
    delete form.dataset.sent;
    buttons(false);
  });

  function buttons(disabled) {
    form.querySelectorAll('button[type=submit]').forEach(button => (button.disabled = disabled));
  }
})();
