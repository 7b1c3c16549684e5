/* A form of our pages is sent once, however often its button is clicked. */
(function () {
  'use strict';

  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.method !== 'post') {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    // After the form's data is taken: a disabled button's name would be missing from it.
    setTimeout(() => disable(form, true));
  });

  /** Back on the page as the browser kept it. */
  window.addEventListener('pageshow', () =>
    document.querySelectorAll('form[data-sent]').forEach(form => {
      delete form.dataset.sent;
      disable(form, false);
    })
  );

  function disable(form, disabled) {
    form.querySelectorAll('button').forEach(button => (button.disabled = disabled));
  }
})();
