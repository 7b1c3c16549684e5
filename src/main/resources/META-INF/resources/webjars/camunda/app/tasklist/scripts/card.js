// The card of an appeal: drawn from what the server sends, section by section, so that a new section needs no script.
(function () {
  'use strict';
  const {el, call} = window.appealForm;
  let serial = 0;

  const GROUNDS = [
    ['EXCEPTIONAL', 'Исключительный случай'],
    ['DOCUMENT_REQUEST', 'Направлен запрос документов (ст. 10 ч. 2)']
  ];

  /** Only addresses inside the product, and mail and telephone, become links. */
  const isOurs = href => /^(\/(?!\/)|#|mailto:|tel:)/.test(String(href || ''));

  function rows(list) {
    const dl = el('dl', {class: 'ac-rows'});
    list.forEach(row => {
      const value = el('dd', {}, el('span', {class: 'ac-value', text: row.value === null || row.value === undefined || row.value === '' ? '—' : String(row.value)}));
      if (Array.isArray(row.why) && row.why.length) {
        const why = el('ul', {});
        row.why.forEach(line => why.append(el('li', {text: line})));
        value.append(
          el('details', {class: 'ac-why'}, el('summary', {}, el('span', {text: row.question || 'Почему так'}), el('span', {class: 'sr-only', text: ': ' + row.label})), why)
        );
      }
      dl.append(el('dt', {text: row.label}), value);
    });
    return dl;
  }

  function table(data, title) {
    const head = el('tr', {});
    (data.head || []).forEach(cell => head.append(el('th', {scope: 'col', text: cell})));
    const body = el('tbody', {});
    (data.rows || []).forEach(cells => {
      const row = el('tr', {});
      cells.forEach((cell, i) => row.append(el('td', {text: cell === null || cell === undefined ? '' : String(cell), 'data-label': (data.head || [])[i] || ''})));
      body.append(row);
    });
    return el('div', {class: 'ac-scroll', tabindex: '0', role: 'group', 'aria-label': 'Таблица: ' + title}, el('table', {class: 'ac-table'}, el('thead', {}, head), body));
  }

  function section(data, level) {
    const id = 'ac' + ++serial;
    const box = el('section', {class: 'ac-section', 'aria-labelledby': id}, el('h' + level, {id, text: data.title}));
    if (data.rows && data.rows.length) {
      box.append(rows(data.rows));
    }
    if (data.text) {
      box.append(el('div', {class: 'ac-text', text: data.text}));
    }
    if (data.table && (data.table.rows || []).length) {
      box.append(table(data.table, data.title));
    }
    if (data.links && data.links.length) {
      const list = el('ul', {class: 'ac-links'});
      data.links.forEach(link => list.append(el('li', {}, isOurs(link.href) ? el('a', {href: link.href, text: link.text}) : el('span', {text: link.text}))));
      box.append(list);
    }
    return box;
  }

  /** «Попросить о продлении»: a small form in place, opened by its button. */
  function extension(taskId, action, done) {
    const id = 'ac' + ++serial;
    const ground = el('select', {id: id + 'g', class: 'form-control'}, el('option', {value: '', text: 'Выберите'}));
    (action.grounds ? action.grounds.map(g => [g.value, g.label]) : GROUNDS).forEach(([value, text]) => ground.append(el('option', {value, text})));
    const reason = el('textarea', {id: id + 'r', class: 'form-control', rows: '4', 'aria-describedby': id + 'h'});
    const days = el('input', {id: id + 'd', class: 'form-control', type: 'number', min: '1', max: '30', inputmode: 'numeric'});
    const error = el('div', {class: 'af-summary', role: 'alert', tabindex: '-1', hidden: true});
    const send = el('button', {type: 'submit', class: 'btn btn-primary', text: 'Отправить запрос'});
    const form = el(
      'form',
      {class: 'appeal-form af-ready ac-action-form', novalidate: true, hidden: true, id},
      el('p', {class: 'todo', text: 'Срок ответа можно продлить один раз и не более чем на 30 дней; решает подписант органа, заявителя уведомят (59-ФЗ, ст. 12 ч. 2).'}),
      error,
      el('div', {class: 'af-field af-required'}, el('label', {for: ground.id, text: 'Основание'}), ground),
      el('div', {class: 'af-field af-required'}, el('label', {for: reason.id, text: 'Почему срока не хватает'}), el('p', {class: 'hint', id: id + 'h', text: 'Без личных данных: текст увидят подписант и контролёр.'}), reason),
      el('div', {class: 'af-field af-short af-required'}, el('label', {for: days.id, text: 'На сколько календарных дней (1–30)'}), days),
      el('div', {class: 'af-end'}, send, el('button', {type: 'button', class: 'btn btn-default', text: 'Отмена', onclick: () => toggle(false)}))
    );
    const button = el('button', {type: 'button', class: 'btn btn-default', text: action.label, 'aria-expanded': 'false', 'aria-controls': id, onclick: () => toggle(form.hidden)});
    const toggle = open => {
      form.hidden = !open;
      button.setAttribute('aria-expanded', String(open));
      (open ? ground : button).focus();
    };
    const controls = {ground, reason, days};
    const show = errors => {
      Object.values(controls).forEach(control => control.removeAttribute('aria-invalid'));
      const list = el('ul', {});
      errors.forEach(({field, message}) => {
        const control = controls[field];
        if (control) {
          control.setAttribute('aria-invalid', 'true');
        }
        list.append(
          el('li', {}, control
            ? el('a', {href: '#' + control.id, text: message, onclick: event => {
                event.preventDefault();
                control.focus();
              }})
            : el('span', {text: message}))
        );
      });
      error.replaceChildren(list);
      error.hidden = false;
      error.focus();
    };
    form.addEventListener('submit', async event => {
      event.preventDefault();
      const errors = [];
      if (!ground.value) {
        errors.push({field: 'ground', message: 'Выберите основание'});
      }
      if (!reason.value.trim()) {
        errors.push({field: 'reason', message: 'Напишите, почему срока не хватает'});
      }
      if (!(Number(days.value) >= 1 && Number(days.value) <= 30 && Number.isInteger(Number(days.value)))) {
        errors.push({field: 'days', message: 'Укажите от 1 до 30 дней'});
      }
      if (errors.length) {
        show(errors);
        return;
      }
      send.disabled = true;
      try {
        await call('POST', '/api/tasks/' + encodeURIComponent(taskId) + '/extension', {ground: ground.value, reason: reason.value, days: Number(days.value)});
        done();
      } catch (failed) {
        show(
          failed.problem && Array.isArray(failed.problem.errors) && failed.problem.errors.length
            ? failed.problem.errors
            : [{message: failed.kind === 'session' ? 'Сессия закончилась, войдите снова: запрос не отправлен.' : failed.message || 'Запрос не отправлен: нет связи с сервером. Попробуйте ещё раз.'}]
        );
      } finally {
        send.disabled = false;
      }
    });
    return el('div', {class: 'ac-action'}, button, form);
  }

  function show(taskId, options) {
    const top = options.level || 2; // of its headings
    const card = el('div', {class: 'ac-card', 'aria-busy': 'true'}, el('p', {class: 'ac-wait', text: 'Загрузка…'}));
    const load = async said => {
      try {
        const data = await call('GET', '/api/tasks/' + encodeURIComponent(taskId) + '/appeal');
        const parts = [el('h' + top, {class: 'ac-title', text: data.title})];
        if (data.subtitle) {
          parts.push(el('p', {class: 'ac-subtitle', text: data.subtitle}));
        }
        if (said) {
          parts.push(el('p', {class: 'alert alert-success', role: 'status', text: said}));
        }
        if (options.actions !== false) {
          (data.actions || [])
            .filter(action => action.id === 'extension')
            .forEach(action => parts.push(extension(taskId, action, () => load('Запрос отправлен подписанту. Решение появится в карточке.'))));
        }
        (data.sections || []).forEach(one => parts.push(section(one, top + 1)));
        card.replaceChildren(...parts);
      } catch (failed) {
        card.replaceChildren(
          el('p', {
            class: 'alert alert-danger',
            role: 'alert',
            text:
              failed.kind === 'session'
                ? 'Сессия закончилась, войдите снова.'
                : failed.kind === 'gone'
                  ? 'Карточка недоступна: задача завершена или передана другому сотруднику.'
                  : 'Карточка не загрузилась: нет связи с сервером.'
          }),
          el('button', {type: 'button', class: 'btn btn-default', text: 'Загрузить ещё раз', onclick: () => load()})
        );
      }
      card.setAttribute('aria-busy', 'false');
    };
    load();
    return card;
  }

  window.appealCard = {show};
})();
