// Embedded task forms. A form under forms/ is markup only; this library fills it from the server, keeps what is typed
// there, checks it and completes the task. Nothing typed is kept in the browser. Markup it understands:
//
//   data-field="lastName"       value of an input, select or textarea; inside a list relative to the row,
//                               "/name" from the root
//   data-options="themes"       options of a select; data-empty is its first, empty one
//   data-radios="decisions"     on an element with data-field: a radio for each option
//   data-each="questions"       on a <template>: once for each row; data-index shows the row's number
//   data-add="questions"        button that adds a row; data-remove inside a row takes it away
//   data-show="text"            text of a value; with data-options the label of a code
//   data-when="approved=NO"     shown only then; also a=X|Y, a!=X, a, !a; what is hidden is neither checked nor sent
//   data-href="href"            address of a link inside the product
//   data-upload="question"      a file field: the file goes to the server at once, for the row with this value; what the
//                               server answers is shown in the row
//   data-required="…"           message when empty; data-max="300" longest text; data-format="email"
//   data-count                  counts characters of a textarea
//   <form data-card="…">        label of what opens the card, if the task is not about an appeal
//   <form data-submit="…">      the word on the button; data-submit-by="signed": the label of the chosen radio instead
//   <form data-decision="…">    the radios that decide, if not those of data-submit-by: whatever the server proposes, none
//                               of them is chosen beforehand
//
// Texts go into the page by textContent only.
(function () {
  'use strict';

  const SAVE_AFTER = 1200; // with the way to the server less than two seconds
  const RETRY_FIRST = 3000;
  const RETRY_LAST = 30000;
  const REST = 700; // of the button in a form that has just opened: a second click of the mouse is not meant for it
  const KEEPALIVE_BYTES = 60000; // browsers refuse more in a request that outlives the page
  let serial = 0;

  const el = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([name, value]) => {
      if (name === 'class') {
        node.className = value;
      } else if (name === 'text') {
        node.textContent = value;
      } else if (name.startsWith('on')) {
        node.addEventListener(name.substring(2), value);
      } else if (value !== null && value !== undefined && value !== false) {
        node.setAttribute(name, value === true ? '' : value);
      }
    });
    node.append(...children.filter(child => child !== null && child !== undefined));
    return node;
  };

  const cookie = name => {
    const found = document.cookie.split('; ').find(part => part.startsWith(name + '='));
    return found ? decodeURIComponent(found.substring(name.length + 1)) : '';
  };

  /** A call that failed: kind is network, session, another (who signed in), gone, refused or server. */
  class CallFailed extends Error {
    constructor(kind, problem) {
      super((problem && (problem.detail || problem.title)) || '');
      this.kind = kind;
      this.problem = problem || {};
    }
  }

  const isFile = body => body instanceof Blob;

  /** fetch with our CSRF header; a file goes as it is; resolves to the parsed answer or rejects with CallFailed. */
  async function call(method, url, body, keepalive) {
    let response;
    try {
      response = await fetch(url, {
        method,
        credentials: 'same-origin',
        redirect: 'manual', // a redirect to the sign-in page is a lost session, not an answer
        keepalive: !!keepalive,
        headers: {
          Accept: 'application/json, application/problem+json',
          ...(body === undefined ? {} : {'Content-Type': isFile(body) ? 'application/octet-stream' : 'application/json', 'X-APPEALS-XSRF': cookie('APPEALS-XSRF')})
        },
        body: body === undefined || isFile(body) ? body : JSON.stringify(body)
      });
    } catch (e) {
      throw new CallFailed('network');
    }
    if (response.status === 401 || response.type === 'opaqueredirect') {
      throw new CallFailed('session');
    }
    const json = (response.headers.get('Content-Type') || '').includes('json');
    if (response.ok) {
      return json ? response.json() : null;
    }
    const problem = json ? await response.json().catch(() => ({})) : {};
    if (response.status === 403 || response.status === 404) {
      throw new CallFailed('gone', problem);
    }
    if (response.status < 500 && response.status !== 408 && response.status !== 429) {
      throw new CallFailed('refused', problem);
    }
    throw new CallFailed('server', problem);
  }

  /** Russian part of an engine's message; what is English only never reaches an official. */
  function russian(message) {
    const text = String(message || '').trim();
    if (/task is null|No matching task|Cannot find task/i.test(text)) {
      return 'Задачи больше нет: её завершил или получил другой сотрудник.';
    }
    if (/is suspended/i.test(text)) {
      return 'Задача приостановлена администратором.';
    }
    const start = text.search(/[«(]?[А-ЯЁ]/);
    if (start < 0) {
      return 'Завершить не удалось, введённое сохранено. Обновите страницу и попробуйте ещё раз; если не поможет, сообщите администратору.';
    }
    return start === 0 ? text : text.substring(start);
  }

  const get = (object, path) => path.split('.').reduce((at, key) => (at === null || at === undefined ? undefined : at[key]), object);

  function set(object, path, value) {
    const keys = path.split('.');
    const last = keys.pop();
    let at = object;
    keys.forEach((key, i) => {
      if (at[key] === null || typeof at[key] !== 'object') {
        at[key] = /^\d+$/.test(keys[i + 1] || last) ? [] : {};
      }
      at = at[key];
    });
    at[last] = value;
  }

  const copy = value => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
  const isEmpty = value => value === null || value === undefined || value === false || String(value).trim() === '' || (Array.isArray(value) && !value.length);
  const optionLabel = (options, value) => {
    const found = (options || []).find(option => option.value === value);
    return found ? found.label : value;
  };

  const tookIt = name => 'Задачу взял(а) в работу ' + name + (name.endsWith('.') ? '' : '.');

  const signInLink = () => el('a', {href: '/login', target: '_blank', rel: 'noopener', class: 'af-signin', text: 'Войти (откроется в новой вкладке)'});

  /** Who may only read the task is not offered to take it; what has left the screen meanwhile does not say so. */
  const markReader = (node, editable) => {
    if (node.isConnected) {
      document.body.classList.toggle('desk-reader', !editable);
    }
  };

  class TaskForm {
    constructor(camForm, $scope) {
      this.camForm = camForm;
      this.scope = $scope || {};
      this.task = camForm.taskId;
      this.form = camForm.formElement[0] || camForm.formElement;
      this.url = '/api/tasks/' + encodeURIComponent(this.task);
      this.window = Date.now().toString(36) + Math.random().toString(36).substring(2);
      this.revision = 0; // of the kept form that this window has seen
      this.values = {};
      this.options = {};
      this.editable = true;
      this.unsaved = false;
      this.retry = 0;
      this.passed = false; // the server has checked the form: Tasklist may complete
      this.ended = false;
      this.errorsOf = new Map();
      this.onPageHide = () => this.flush();
      this.onBeforeUnload = event => {
        if (this.unsaved) {
          event.preventDefault();
          event.returnValue = '';
        }
      };
    }

    // ---- life

    start() {
      if (this.scope.$$destroyed) {
        return this; // another task was chosen before the markup came: nobody sees it
      }
      this.frame();
      this.camForm.on('submit', event => {
        if (!this.passed) {
          event.submitPrevented = true;
          this.submit();
        }
      });
      this.camForm.on('submit-failed', (event, args) => {
        if (this.passed) {
          this.passed = false;
          this.busy(false);
          this.fail(russian((args && args[0] && args[0].message) || ''));
        }
      });
      this.camForm.on('submit-success', () => this.end());
      // Tasklist's own «Сохранить» and its reaction to a lost session write into localStorage: never ours.
      this.camForm.on('store', event => {
        event.storePrevented = true;
      });
      if (this.scope.$on) {
        this.scope.$on('$destroy', () => this.end());
      }
      if (this.scope.$watch) {
        this.scope.$watch('options.disableCompleteButton', () => this.showClaim());
      }
      window.addEventListener('pagehide', this.onPageHide);
      window.addEventListener('beforeunload', this.onBeforeUnload);
      window.addEventListener('online', (this.onOnline = () => this.unsaved && this.save()));
      window.appealForm.open.add(this);
      this.load();
      return this;
    }

    /** The form leaves the screen: what was typed last goes to the server, the rest is silence. */
    end() {
      if (this.ended) {
        return;
      }
      this.flush();
      this.ended = true;
      clearTimeout(this.timer);
      window.removeEventListener('pagehide', this.onPageHide);
      window.removeEventListener('beforeunload', this.onBeforeUnload);
      window.removeEventListener('online', this.onOnline);
      window.appealForm.open.delete(this);
    }

    async load() {
      try {
        const shown = await call('GET', this.url + '/form');
        if (!this.ended) {
          this.fill(shown);
        }
      } catch (failed) {
        this.form.classList.add('af-failed');
        this.notice(
          'danger',
          failed.kind === 'session'
            ? 'Сессия закончилась, войдите снова.'
            : failed.kind === 'gone'
              ? 'Форма недоступна: задача завершена или передана другому сотруднику.'
              : 'Форма не загрузилась: нет связи с сервером.',
          failed.kind === 'session' ? signInLink() : el('button', {type: 'button', class: 'btn btn-default', text: 'Загрузить ещё раз', onclick: () => this.reload()})
        );
      }
    }

    reload() {
      this.form.classList.remove('af-failed');
      this.notices.replaceChildren();
      this.load();
    }

    // ---- frame: what the library adds to the form's own markup

    frame() {
      const form = this.form;
      form.classList.add('appeal-form');
      form.setAttribute('novalidate', '');
      form.setAttribute('aria-busy', 'true');
      this.notices = el('div', {class: 'af-notices', 'aria-live': 'polite'});
      this.summary = el('div', {class: 'af-summary', role: 'alert', tabindex: '-1', hidden: true});
      this.fields = el('fieldset', {class: 'af-all'}, el('legend', {class: 'sr-only', text: 'Поля формы'}));
      const todo = form.querySelector('.todo');
      const body = [...form.childNodes].filter(node => node !== todo && node.nodeName !== 'SCRIPT');
      this.fields.append(...body);
      this.status = el('p', {class: 'af-status', role: 'status', 'aria-live': 'polite'});
      this.button = el('button', {type: 'submit', class: 'btn btn-primary af-submit', text: form.dataset.submit || 'Завершить'});
      this.claimed = el('p', {class: 'af-claim', hidden: true});
      const first = form.firstChild;
      form.insertBefore(this.notices, todo ? todo.nextSibling : first);
      form.insertBefore(this.claimed, this.notices);
      const after = this.notices.nextSibling;
      if (window.appealCard) {
        this.card = el('details', {class: 'af-card'}, el('summary', {text: form.dataset.card || 'Показать обращение'}));
        this.card.addEventListener('toggle', () => {
          if (this.card.open && !this.cardShown) {
            this.cardShown = true;
            this.card.append(window.appealCard.show(this.task, {actions: false}));
          }
        });
        form.insertBefore(this.card, after);
      }
      form.insertBefore(this.summary, after);
      form.insertBefore(this.fields, after);
      form.append(el('div', {class: 'af-end'}, this.button, this.status));
      form.addEventListener('submit', event => {
        event.preventDefault();
        this.submit();
      });
      form.addEventListener('input', event => this.typedInto(event.target));
      form.addEventListener('change', event => this.typedInto(event.target));
      form.addEventListener('click', event => this.clicked(event));
      form.addEventListener('keydown', event => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault(); // and with it Tasklist's own Ctrl+Enter
          event.stopPropagation();
          this.submit();
        } else if (event.key === 'Enter' && event.target.matches('input:not([type=radio]):not([type=checkbox])')) {
          event.preventDefault(); // Enter in a field must not complete a task by accident
        }
      });
    }

    notice(kind, text, ...more) {
      const notice = el('div', {class: 'af-notice alert alert-' + kind}, el('span', {text}), ...more);
      this.notices.append(notice);
      return notice;
    }

    // ---- filling

    fill(shown) {
      this.revision = shown.revision || 0;
      this.loaded = shown.values || {};
      const decision = this.form.dataset.submitBy || this.form.dataset.decision;
      if (decision) {
        this.loaded[decision] = '';
      }
      this.rest();
      this.options = shown.options || {};
      this.editable = shown.editable !== false;
      this.values = copy(this.loaded);
      const todo = this.form.querySelector('.todo');
      if (todo && shown.description) {
        todo.textContent = shown.description; // the diagram's words, which a methodologist may have changed
      }
      this.render();
      if (shown.typed) {
        this.takeOver(shown.typed);
        this.render();
        this.restored = this.notice(
          'info',
          'Восстановлено введённое раньше' + (shown.typedAt ? ' в ' + shown.typedAt : '') + '. ',
          el('button', {type: 'button', class: 'btn btn-default btn-sm', text: 'Начать заново', onclick: () => this.startOver()})
        );
      }
      const left = window.appealForm.left.get(this.task);
      if (left && shown.typed) {
        this.takeOver(left.values);
        this.render();
        this.askWhichStays({detail: left.detail, typed: shown.typed, typedAt: shown.typedAt, revision: this.revision});
      }
      window.appealForm.left.delete(this.task);
      if (shown.changed) {
        this.notice('warning', shown.changed);
      }
      if (!this.editable) {
        this.notice('info', 'Только чтение: ' + (shown.holder ? 'эту задачу выполняет ' + shown.holder : 'эту задачу выполняют другие сотрудники.'));
      }
      markReader(this.form, this.editable);
      this.fields.disabled = !this.editable;
      this.button.hidden = !this.editable;
      this.form.setAttribute('aria-busy', 'false');
      this.form.classList.add('af-ready');
      this.showClaim();
    }

    rest() {
      this.resting = true;
      this.button.disabled = true;
      setTimeout(() => {
        this.resting = false;
        this.button.disabled = !!this.working;
      }, REST);
    }

    /** What was typed wins over the loaded values, but only where the form has a field for it. */
    takeOver(typed) {
      this.form.querySelectorAll('template[data-each]').forEach(template => {
        const name = template.dataset.each;
        const rows = typed[name];
        if (Array.isArray(rows) && this.form.querySelector('[data-add="' + name + '"]')) {
          const now = this.values[name] || [];
          this.values[name] = rows.map(row => {
            const same = row && row.id && now.find(one => one.id === row.id);
            return {...(same || {}), ...row};
          });
        }
      });
      this.render();
      this.form.querySelectorAll('[data-path]').forEach(field => {
        const value = get(typed, field.dataset.path);
        if (value !== undefined) {
          set(this.values, field.dataset.path, value);
        }
      });
    }

    startOver() {
      this.values = copy(this.loaded);
      this.clearErrors();
      this.render();
      if (this.restored) {
        this.restored.remove();
      }
      this.form.querySelector('[data-path]')?.focus();
      this.changed();
    }

    render() {
      this.form.querySelectorAll('[data-row]').forEach(row => row.remove());
      this.bind(this.fields, '');
      this.conditions();
    }

    bind(root, base) {
      root.querySelectorAll('template[data-each]').forEach(template => {
        const name = template.dataset.each;
        const rows = get(this.values, base + name);
        (Array.isArray(rows) ? rows : []).forEach((_, i) => {
          const path = base + name + '.' + i + '.';
          const fragment = template.content.cloneNode(true);
          const row = fragment.firstElementChild;
          row.dataset.row = base + name + '.' + i;
          template.parentNode.insertBefore(fragment, template);
          row.querySelectorAll('[data-index]').forEach(index => {
            index.textContent = String(i + 1);
          });
          row.querySelectorAll('[data-remove]').forEach(button => {
            button.hidden = rows.length < 2;
            button.setAttribute('aria-label', button.textContent.trim() + ' ' + (i + 1));
          });
          this.bindOwn(row, path);
        });
      });
      this.bindOwn(root, base);
    }

    bindOwn(root, base) {
      const own = selector => [root, ...root.querySelectorAll(selector)].filter(
        node => node.matches(selector) && (base !== '' || !node.closest('[data-row]'))
      );
      const path = name => (name.startsWith('/') ? name.substring(1) : base + name);
      own('[data-show]').forEach(node => {
        const value = get(this.values, path(node.dataset.show));
        const text = node.dataset.options ? optionLabel(this.options[node.dataset.options], value) : value;
        node.textContent = isEmpty(text) ? node.dataset.none || '—' : String(text);
      });
      own('[data-when]').forEach(node => {
        node.dataset.base = base;
      });
      own('[data-href]').forEach(node => {
        const href = String(get(this.values, path(node.dataset.href)) || '');
        if (/^\/(?!\/)/.test(href)) {
          node.setAttribute('href', href);
        }
      });
      own('[data-upload]').forEach(node => {
        node.dataset.of = path(node.dataset.upload);
        this.label(node);
      });
      own('[data-radios]').forEach(node => this.radios(node, path(node.dataset.field)));
      own('[data-field]:not([data-radios])').forEach(node => this.control(node, path(node.dataset.field)));
    }

    control(field, path) {
      const value = get(this.values, path);
      field.dataset.path = path;
      if (!field.id) {
        this.label(field);
      }
      if (field.dataset.options) {
        this.selectOptions(field, value);
      }
      if (field.type === 'checkbox') {
        field.checked = value === true || value === 'true';
      } else {
        field.value = value === null || value === undefined ? '' : String(value);
      }
      if (field.tagName === 'TEXTAREA' && 'count' in field.dataset) {
        this.count(field);
      }
    }

    selectOptions(field, value) {
      const options = this.options[field.dataset.options] || [];
      const groups = new Map();
      field.replaceChildren(el('option', {value: '', text: field.dataset.empty || 'Выберите'}));
      options.forEach(option => {
        let parent = field;
        if (option.group) {
          if (!groups.has(option.group)) {
            groups.set(option.group, field.appendChild(el('optgroup', {label: option.group})));
          }
          parent = groups.get(option.group);
        }
        parent.append(el('option', {value: option.value, text: option.label}));
      });
      if (!isEmpty(value) && !options.some(option => option.value === value)) {
        field.append(el('option', {value, text: value + ' (больше не предлагается)'}));
      }
    }

    radios(group, path) {
      const value = get(this.values, path);
      const name = 'af' + ++serial;
      group.querySelectorAll('.af-radio').forEach(old => old.remove());
      group.dataset.group = path;
      this.label(group);
      (this.options[group.dataset.radios] || []).forEach(option => {
        const input = el('input', {type: 'radio', name, value: option.value, id: 'af' + ++serial});
        input.dataset.path = path;
        input.checked = option.value === value;
        group.append(el('div', {class: 'af-radio'}, input, el('label', {for: input.id, text: option.label})));
      });
    }

    /** Ties label, hint and error to a control, or to the fieldset of radios. */
    label(field) {
      const box = field.closest('.af-field') || field.parentElement;
      if (!field.id) {
        field.id = 'af' + ++serial;
      }
      const label = box.querySelector('label:not([for])');
      if (label && field.tagName !== 'FIELDSET') {
        label.htmlFor = field.id;
      }
      const described = [];
      box.querySelectorAll(':scope > .hint').forEach(hint => {
        hint.id = hint.id || 'af' + ++serial;
        described.push(hint.id);
      });
      if (described.length) {
        field.setAttribute('aria-describedby', described.join(' '));
      }
      if (field.dataset.required !== undefined) {
        if (field.tagName === 'FIELDSET') {
          field.classList.add('af-required');
        } else {
          field.setAttribute('aria-required', 'true');
          box.classList.add('af-required');
        }
      }
    }

    count(field) {
      let counter = field.parentElement.querySelector('.af-count');
      if (!counter) {
        counter = el('p', {class: 'af-count'});
        field.after(counter);
      }
      const length = field.value.length;
      counter.textContent = length.toLocaleString('ru-RU') + (field.dataset.max ? ' из ' + Number(field.dataset.max).toLocaleString('ru-RU') : '') + ' зн.';
    }

    conditions() {
      this.form.querySelectorAll('[data-when]').forEach(node => {
        node.hidden = !this.holds(node.dataset.when, node.dataset.base || '');
      });
      const decision = this.form.dataset.submitBy;
      const chosen = decision && this.form.querySelector('[data-group="' + decision + '"] input:checked + label');
      this.button.textContent = chosen ? chosen.textContent : this.form.dataset.submit || 'Завершить';
    }

    holds(condition, base) {
      const [, not, name, sign, expected] = /^(!?)([^!=]+?)\s*(?:(!?=)\s*(.*))?$/.exec(condition);
      const value = get(this.values, name.startsWith('/') ? name.substring(1) : base + name);
      if (!sign) {
        return isEmpty(value) === (not === '!');
      }
      const among = expected.split('|').includes(value === null || value === undefined ? '' : String(value));
      return sign === '=' ? among : !among;
    }

    // ---- typing

    typedInto(field) {
      if (field.dataset && field.dataset.upload && field.files.length) {
        this.upload(field);
        return;
      }
      const path = field.dataset && field.dataset.path;
      if (!path) {
        return;
      }
      const value = field.type === 'checkbox' ? field.checked : field.value;
      if (get(this.values, path) === value) {
        return;
      }
      set(this.values, path, value);
      if (field.tagName === 'TEXTAREA' && 'count' in field.dataset) {
        this.count(field);
      }
      this.clearError(path);
      this.conditions();
      this.claimByTyping();
      this.changed();
    }

    /** Sends the file at once; the rest of the form stays as it is typed. */
    async upload(field) {
      const file = field.files[0];
      const of = field.dataset.of;
      const row = of.substring(0, of.lastIndexOf('.') + 1);
      if (field.disabled) {
        return;
      }
      field.disabled = true;
      this.say('Файл отправляется…');
      try {
        await this.claim();
        const answer = await call('POST', this.url + '/files?of=' + encodeURIComponent(get(this.values, of)) + '&name=' + encodeURIComponent(file.name), file);
        Object.entries(answer || {}).forEach(([name, value]) => {
          set(this.values, row + name, value);
          set(this.loaded, row + name, value);
        });
        const told = this.errorsOf.size > 0;
        this.clearErrors();
        this.render();
        const remaining = told ? this.check() : [];
        if (remaining.length) {
          this.showErrors(remaining);
        }
        this.say('Файл «' + file.name + '» приложен', 'saved');
        this.focus(this.form.querySelector('[data-of="' + CSS.escape(of) + '"]'));
      } catch (failed) {
        field.disabled = false;
        field.value = '';
        const errors = failed.problem && Array.isArray(failed.problem.errors) ? failed.problem.errors : [];
        this.say('Файл не приложен', 'lost');
        this.showErrors(
          [{message: errors.length ? errors[0].message : failed.kind === 'session' ? 'Сессия закончилась, войдите снова: файл не приложен.' : failed.message || 'Файл не приложен: нет связи с сервером. Попробуйте ещё раз.'}],
          'Файл не приложен:'
        );
      }
    }

    clicked(event) {
      const add = event.target.closest('[data-add]');
      const remove = event.target.closest('[data-remove]');
      if (add) {
        const name = add.dataset.add;
        const rows = Array.isArray(this.values[name]) ? this.values[name] : (this.values[name] = []);
        rows.push({});
        this.rowsChanged();
        this.focus(this.form.querySelector('[data-row="' + name + '.' + (rows.length - 1) + '"] [data-path]'));
      } else if (remove) {
        const [, name, index] = /^(.*)\.(\d+)$/.exec(remove.closest('[data-row]').dataset.row);
        get(this.values, name).splice(Number(index), 1);
        this.rowsChanged();
        this.focus(this.form.querySelector('[data-add="' + name + '"]'));
      }
    }

    rowsChanged() {
      this.clearErrors();
      this.render();
      this.claimByTyping();
      this.changed();
    }

    changed() {
      this.unsaved = true;
      if (this.conflict) {
        return; // the official says first which text stays
      }
      this.say('');
      // Not put off by more typing: what can be lost is never older than two seconds.
      if (!this.timer && !this.saving) {
        this.timer = setTimeout(() => this.save(), this.retry ? this.pause() : SAVE_AFTER);
      }
    }

    pause() {
      return Math.min(RETRY_FIRST * 2 ** (this.retry - 1), RETRY_LAST);
    }

    async save() {
      clearTimeout(this.timer);
      this.timer = null;
      if (this.saving || this.ended || this.passed || !this.unsaved || this.conflict) {
        return;
      }
      this.unsaved = false;
      this.saving = true;
      let again = false;
      try {
        if (this.sessionLost && window.appealForm.login) {
          const me = await call('GET', '/api/me');
          if (me.login !== window.appealForm.login) {
            throw new CallFailed('another');
          }
        }
        const saved = await call('PUT', this.keptAt('/typed'), this.values);
        this.retry = 0;
        this.seen(saved);
        this.savedAt = (saved && saved.savedAt) || this.savedAt;
        this.sessionNotice(false);
        this.say('Сохранено ' + (this.savedAt || ''), 'saved');
      } catch (failed) {
        this.unsaved = true;
        if (failed.kind === 'gone') {
          if (!(await this.taken())) {
            this.say('Не сохранено: задача завершена или передана другому сотруднику', 'lost');
          }
        } else if (failed.problem && failed.problem.typed) {
          this.askWhichStays(failed.problem);
        } else if (failed.kind === 'another') {
          this.say('Не сохранено: вошёл другой сотрудник. Скопируйте введённое и обновите страницу', 'lost');
        } else if (failed.kind === 'refused') {
          this.say('Не сохранено: ' + (failed.message || 'сервер отказал'), 'lost');
        } else {
          again = true;
          this.retry = failed.kind === 'session' ? 1 : this.retry + 1;
          if (failed.kind === 'session') {
            this.sessionNotice(true);
            this.say('Не сохранено: сессия закончилась', 'lost');
          } else {
            this.say('Не сохранено: нет связи, повторяем', 'lost');
          }
        }
      } finally {
        this.saving = false;
      }
      if (this.ended) {
        return;
      }
      if (again) {
        this.timer = setTimeout(() => this.save(), this.pause());
      } else if (this.unsaved && !this.statusIsLost()) {
        this.timer = setTimeout(() => this.save(), SAVE_AFTER);
      }
    }

    /** Where what is typed goes: the server refuses it if another window has kept something since. */
    keptAt(what) {
      return this.url + what + '?window=' + this.window + '&revision=' + this.revision;
    }

    seen(saved) {
      this.revision = (saved && saved.revision) || this.revision;
    }

    // ---- the same form in another window

    /** Nothing is overwritten: the official says which of the two texts stays. */
    askWhichStays(problem) {
      this.unsaved = true;
      this.say('Не сохранено: выберите, какой текст оставить', 'lost');
      if (this.conflict) {
        this.conflict.remove();
      }
      const choice = (text, stays) =>
        el('button', {
          type: 'button',
          class: 'btn btn-default btn-sm',
          text,
          onclick: () => {
            this.conflict.remove();
            this.conflict = null;
            this.revision = problem.revision;
            this.say('');
            stays();
          }
        });
      this.conflict = this.notice(
        'warning',
        problem.detail + ' ',
        choice('Взять текст из другого окна', () => {
          this.unsaved = false;
          this.values = copy(this.loaded);
          this.clearErrors();
          this.render();
          this.takeOver(problem.typed);
          this.render();
          this.say('Сохранено ' + problem.typedAt, 'saved');
        }),
        choice('Оставить здешний', () => {
          this.unsaved = true;
          this.save();
        })
      );
      this.conflict.setAttribute('role', 'alert');
      this.conflict.scrollIntoView({block: 'center'});
    }

    statusIsLost() {
      return this.status.dataset.kind === 'lost';
    }

    /** Last chance: the page or the tab goes away. */
    flush() {
      if (this.unsaved && !this.passed && !this.ended) {
        this.unsaved = false;
        const values = this.values;
        call('PUT', this.keptAt('/typed'), values, JSON.stringify(values).length * 2 < KEEPALIVE_BYTES).catch(failed => {
          if (failed.problem && failed.problem.typed) {
            window.appealForm.left.set(this.task, {values, detail: failed.message});
          }
        });
      }
    }

    /** The session is known to be lost, from here or from Tasklist's own calls. */
    sessionNotice(lost) {
      if (!lost) {
        if (this.sessionLost) {
          this.sessionLost.remove();
          this.sessionLost = null;
        }
        return;
      }
      if (!this.sessionLost) {
        this.sessionLost = this.notice('danger', '', signInLink());
        this.sessionLost.setAttribute('role', 'alert');
        this.notices.scrollIntoView({block: 'nearest'});
      }
      this.sessionLost.firstChild.textContent =
        'Сессия закончилась, войдите снова – ' +
        (this.unsaved
          ? 'последнее введённое не сохранено' + (this.savedAt ? ' (сохранено ' + this.savedAt + ')' : '') + ': не закрывайте эту страницу, после входа оно сохранится само. '
          : 'введённое сохранено. ');
      this.say(this.status.textContent, this.status.dataset.kind);
    }

    say(text, kind) {
      this.status.dataset.kind = kind || '';
      if (this.status.textContent !== text) {
        this.status.textContent = text;
      }
    }

    // ---- whose task

    assigned() {
      return !(this.scope.options && this.scope.options.disableCompleteButton);
    }

    showClaim() {
      const assigned = this.assigned();
      if (assigned && this.awaited) {
        this.awaited();
      }
      this.claimed.hidden = assigned || !this.editable || !this.form.classList.contains('af-ready');
      this.claimed.textContent = 'Задача пока ничья: она закрепится за вами, когда вы начнёте её заполнять или завершите.';
    }

    claimByTyping() {
      if (!this.assigned() && !this.claiming && !this.holder) {
        this.claim().catch(() => this.taken());
      }
    }

    /** Asks who took the task meanwhile; true if somebody did, and the form says so. */
    async taken() {
      const shown = this.holder ? null : await call('GET', this.url + '/form').catch(() => null);
      if (shown && shown.holder && shown.editable === false) {
        this.showHolder(shown.holder);
      }
      this.unsaved = this.unsaved && !this.holder;
      return !!this.holder;
    }

    showHolder(name) {
      if (!this.holder) {
        this.holder = name;
        this.notice(
          'warning',
          tookIt(name) + (this.unsaved || this.saving ? ' Введённое вами осталось на экране, но не сохранено: скопируйте его, если оно нужно.' : '')
        ).setAttribute('role', 'alert');
        this.notices.scrollIntoView({block: 'nearest'});
      }
      clearTimeout(this.timer);
      this.timer = null;
      this.unsaved = false;
      this.editable = false;
      this.fields.disabled = true;
      this.button.hidden = true;
      this.say('');
      this.showClaim();
      if (this.notClaimed) {
        this.notClaimed();
      }
    }

    /** Takes the task by Tasklist's own button, so that its head and list show it too. */
    claim() {
      if (this.assigned()) {
        return Promise.resolve();
      }
      if (!this.claiming) {
        this.claiming = new Promise((resolve, reject) => {
          const button = document.querySelector('[cam-tasklist-task-meta] .claim');
          if (!button) {
            reject(new Error('taken'));
            return;
          }
          this.awaited = resolve;
          this.notClaimed = () => reject(new Error('taken'));
          setTimeout(this.notClaimed, 15000);
          button.click();
        }).finally(() => {
          this.claiming = null;
          this.awaited = null;
          this.notClaimed = null;
        });
      }
      return this.claiming;
    }

    /** Tasklist was refused something. True if this form tells its official why. */
    refused() {
      if (this.notClaimed) {
        this.notClaimed();
      }
      return this.working || !this.summary.hidden;
    }

    // ---- errors

    controls(path) {
      return [...this.form.querySelectorAll('[data-path="' + CSS.escape(path) + '"], [data-group="' + CSS.escape(path) + '"]')];
    }

    check() {
      const errors = [];
      this.form.querySelectorAll('[data-path], [data-group]').forEach(field => {
        if (field.closest('[hidden]') || field.type === 'radio') {
          return;
        }
        const path = field.dataset.path || field.dataset.group;
        const message = this.wrong(field, get(this.values, path));
        if (message) {
          errors.push({field: path, message});
        }
      });
      return errors;
    }

    wrong(field, value) {
      const {required, max, format} = field.dataset;
      if (field.validity && field.validity.badInput) {
        return field.type === 'date' ? 'Такой даты нет' : 'Нужно число';
      }
      if (isEmpty(value)) {
        return required === undefined ? null : required || 'Заполните поле';
      }
      if (max && String(value).length > Number(max)) {
        return 'Не длиннее ' + max + ' знаков, сейчас ' + String(value).length;
      }
      if (format === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(value).trim())) {
        return 'Проверьте адрес: нужен вид имя@домен.ру';
      }
      if (field.type === 'date' && !/^\d{4}-\d\d-\d\d$/.test(value)) {
        return 'Такой даты нет';
      }
      return null;
    }

    showErrors(errors, title = 'Исправьте, чтобы завершить:') {
      this.clearErrors();
      const list = el('ul', {});
      errors.forEach(error => {
        const field = error.field && this.controls(error.field).find(control => !control.closest('[hidden]'));
        if (field) {
          this.errorAt(error.field, error.message);
          const target = field.dataset.group ? field.querySelector('input') || field : field;
          list.append(
            el('li', {}, el('a', {
              href: '#' + target.id,
              text: this.name(field) + error.message,
              onclick: event => {
                event.preventDefault(); // the address belongs to Tasklist
                this.focus(target);
              }
            }))
          );
        } else {
          list.append(el('li', {text: error.message}));
        }
      });
      this.summary.replaceChildren(el('p', {class: 'af-summary-title', text: title}), list);
      this.summary.hidden = false;
      this.summary.focus();
      this.summary.scrollIntoView({block: 'start'});
    }

    /** «Вопрос 2. Тема: » before a message in the summary. */
    name(field) {
      const row = field.closest('[data-row]');
      const title = row && row.querySelector('legend, .af-row-title');
      const box = field.closest('.af-field') || field.parentElement;
      const label = field.tagName === 'FIELDSET' ? field.querySelector('legend') : box.querySelector('label');
      const own = label && label !== title ? label.textContent.trim() + ': ' : '';
      return (title ? title.textContent.trim() + '. ' : '') + own.replace('?: ', '? ');
    }

    errorAt(path, message) {
      this.controls(path).forEach(field => {
        if (field.type === 'radio') {
          return;
        }
        const box = field.closest('.af-field') || field;
        const error = el('p', {class: 'af-error', id: 'af' + ++serial, text: message});
        if (field.tagName === 'FIELDSET') {
          (field.querySelector('legend') || field).after(error);
        } else {
          field.before(error);
        }
        box.classList.add('af-wrong');
        field.setAttribute('aria-invalid', 'true');
        const described = (field.getAttribute('aria-describedby') || '').split(' ').filter(Boolean);
        field.setAttribute('aria-describedby', [...described, error.id].join(' '));
        this.errorsOf.set(path, {field, box, error, described});
      });
    }

    clearError(path) {
      const shown = this.errorsOf.get(path);
      if (shown) {
        shown.error.remove();
        shown.box.classList.remove('af-wrong');
        shown.field.removeAttribute('aria-invalid');
        if (shown.described.length) {
          shown.field.setAttribute('aria-describedby', shown.described.join(' '));
        } else {
          shown.field.removeAttribute('aria-describedby');
        }
        this.errorsOf.delete(path);
        this.summary.hidden = this.summary.hidden || !this.errorsOf.size;
      }
    }

    clearErrors() {
      [...this.errorsOf.keys()].forEach(path => this.clearError(path));
      this.summary.hidden = true;
    }

    fail(text) {
      this.showErrors([{message: text}], 'Завершить не удалось:');
    }

    focus(field) {
      if (field) {
        field.focus();
        field.scrollIntoView({block: 'center'});
      }
    }

    // ---- completing

    busy(busy) {
      this.working = busy;
      this.chosenNext = null; // the link that the desk follows afterwards, if one was clicked meanwhile
      this.button.disabled = busy;
      this.form.setAttribute('aria-busy', String(busy));
      if (busy) {
        this.say('Завершаем…');
      } else if (this.status.textContent === 'Завершаем…') {
        this.say('');
      }
    }

    /** What is visible, on top of what came hidden with the form (ids, version, digest). */
    sent() {
      const values = copy(this.values);
      this.form.querySelectorAll('[data-path]').forEach(field => {
        if (field.closest('[hidden]') && get(this.loaded, field.dataset.path) !== get(values, field.dataset.path)) {
          set(values, field.dataset.path, get(this.loaded, field.dataset.path) ?? null);
        }
      });
      return values;
    }

    async submit() {
      if (this.working || this.resting || this.ended || !this.editable || !this.form.classList.contains('af-ready')) {
        return;
      }
      const errors = this.check();
      if (errors.length) {
        this.showErrors(errors);
        return;
      }
      if (this.conflict) {
        this.conflict.scrollIntoView({block: 'center'});
        this.conflict.querySelector('button').focus();
        return;
      }
      this.clearErrors();
      this.busy(true);
      clearTimeout(this.timer);
      this.timer = null;
      try {
        await this.claim();
        this.seen(await call('PUT', this.keptAt('/form'), this.sent()));
        this.passed = true;
        this.unsaved = false;
        this.complete();
      } catch (failed) {
        this.busy(false);
        if (failed.kind === 'session') {
          this.unsaved = true;
          this.save();
        } else if (failed.kind === 'network' || failed.kind === 'server') {
          this.unsaved = true;
          this.fail(failed.message || 'Завершить не удалось: нет связи с сервером. Введённое на месте, попробуйте ещё раз.');
          this.save();
        } else if (failed.problem && failed.problem.typed) {
          this.askWhichStays(failed.problem);
        } else if (failed.kind === 'refused' && Array.isArray(failed.problem.errors) && failed.problem.errors.length) {
          this.unsaved = true;
          this.save();
          this.showErrors(failed.problem.errors);
        } else if (failed.kind === 'refused') {
          this.fail(failed.message || 'Сервер отказал. Обновите страницу.');
        } else if (await this.taken()) {
          // said
        } else if (failed.kind === 'gone') {
          this.fail(failed.message || 'Задача завершена или передана другому сотруднику.');
        } else {
          const why = await call('GET', this.url + '/form').then(() => '', gone => gone.message);
          this.fail(why || 'Взять задачу не удалось: возможно, её уже взял другой сотрудник. Обновите страницу.');
        }
      }
    }

    /** The form is checked and kept on the server; Tasklist completes the task without variables. */
    complete() {
      if (this.scope.complete && this.scope.$applyAsync) {
        this.scope.$applyAsync(() => this.scope.complete());
      } else {
        this.camForm.submit();
      }
    }
  }

  window.appealForm = {
    /** Forms on the screen. */
    open: new Set(),
    start: (camForm, $scope) => new TaskForm(camForm, $scope).start(),
    login: null, // who the forms belong to, once the desk knows
    left: new Map(), // task → what was typed here and refused when its form left the screen: another window was quicker
    tookIt,
    /** A colleague was quicker. True if the task's form stands on the screen and has told its official. */
    taken(task, holder) {
      const forms = [...this.open].filter(form => form.task === task);
      forms.forEach(form => form.showHolder(holder));
      return forms.length > 0;
    },
    /** Tasklist's own call got 401. True if a form holds the screen and has told its official. */
    sessionLost() {
      this.open.forEach(form => form.sessionNotice(true));
      return this.open.size > 0;
    },
    /** Tasklist's own call was refused. True if a form on the screen tells its official why. */
    refused() {
      return [...this.open].filter(form => form.refused()).length > 0;
    },
    call,
    el,
    signInLink,
    markReader,
    russian,
    CallFailed
  };
})();
