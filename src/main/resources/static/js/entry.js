/* The registrar's page works without this; with it a letter is sent by Ctrl+Enter too, and not by a stray Enter. */
(function () {
  'use strict';
  const form = document.getElementById('entry');
  const kind = document.getElementById('kind');
  const names = document.getElementById('names');
  const channel = document.getElementById('channel');
  const receivedAt = document.getElementById('receivedAt');
  const register = document.getElementById('register');

  // What is typed and not sent is not left by a stray click.
  form.addEventListener('input', () => (form.dataset.typed = 'yes'));
  window.addEventListener('beforeunload', event => {
    if (form.dataset.typed && !form.dataset.sent) {
      event.preventDefault();
      event.returnValue = '';
    }
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
    markName();
  });

  [channel, receivedAt].forEach(field =>
    field.addEventListener('change', () => {
      if (showWhatIsAsked()) {
        document.querySelector('.alert-danger')?.remove(); // faults of the other kind
      }
    })
  );
  showWhatIsAsked();

  /** Of an e-mail that goes into the journal nothing is asked but its sender, text and files. True if that changed. */
  function showWhatIsAsked() {
    const since = form.dataset.journaledSince;
    const journaled = !!since && channel.value === 'EMAIL' && (receivedAt.value || since) >= since;
    const changed = form.classList.contains('for-journal') !== journaled;
    if (changed) {
      form.classList.toggle('for-journal', journaled);
      form.querySelectorAll('[data-of-email]').forEach(node => {
        const other = node.dataset.ofEmail;
        node.dataset.ofEmail = node.textContent;
        node.textContent = other;
      });
      document.getElementById('asked').textContent = journaled
        ? 'Это письмо в журнал: остались отправитель, текст и вложения.'
        : 'Это обращение: показаны все поля.';
    }
    markName();
    return changed;
  }

  function markName() {
    const appeal = !form.classList.contains('for-journal');
    markRequired('lastName', appeal && isPerson());
    markRequired('organization', appeal && !isPerson());
  }

  function isPerson() {
    return kind.selectedOptions[0].classList.contains('person');
  }

  function markRequired(id, required) {
    const field = document.getElementById(id);
    if (required) {
      field.setAttribute('aria-required', 'true');
    } else {
      field.removeAttribute('aria-required');
    }
  }
})();
