/* The registrar's page works without this; with it a letter is sent once, by Ctrl+Enter too, and not by a stray Enter. */
(function () {
  'use strict';
  const form = document.getElementById('entry');
  const kind = document.getElementById('kind');
  const names = document.getElementById('names');

  form.addEventListener('submit', event => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    // After the form's data is taken: a disabled button's name would be missing from it.
    setTimeout(() => disable(true));
  });

  /** Back on the page as the browser kept it. */
  window.addEventListener('pageshow', () => {
    delete form.dataset.sent;
    disable(false);
  });

  form.addEventListener('keydown', event => {
    if (event.key !== 'Enter') {
      return;
    }
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form.requestSubmit(register);
    } else if (event.target.matches('input:not([type=file])')) {
      event.preventDefault();
    }
  });

  kind.addEventListener('change', () => {
    const typed = [...names.querySelectorAll('input')].some(input => input.value.trim());
    names.open = typed || isPerson();
    requireName();
  });

  const register = document.getElementById('register');
  const channel = document.getElementById('channel');
  const receivedAt = document.getElementById('receivedAt');
  [channel, receivedAt].forEach(field => field.addEventListener('change', showWhatIsAsked));
  showWhatIsAsked();

  /** Of an e-mail that goes into the journal nothing is asked but its sender, text and files. */
  function showWhatIsAsked() {
    const since = form.dataset.journaledSince;
    const journaled = !!since && channel.value === 'EMAIL' && (receivedAt.value || since) >= since;
    form.classList.toggle('for-journal', journaled);
    register.textContent = journaled ? 'Записать в журнал' : 'Зарегистрировать';
    requireName();
  }

  function requireName() {
    const appeal = !form.classList.contains('for-journal');
    require('lastName', appeal && isPerson());
    require('organization', appeal && !isPerson());
  }

  function isPerson() {
    return kind.selectedOptions[0].classList.contains('person');
  }

  function require(id, required) {
    const field = document.getElementById(id);
    if (required) {
      field.setAttribute('aria-required', 'true');
    } else {
      field.removeAttribute('aria-required');
    }
  }

  function disable(disabled) {
    form.querySelectorAll('button').forEach(button => (button.disabled = disabled));
  }
})();
