// The card of an appeal: drawn from what the server sends, section by section, so that a new section needs no script.
(function () {
  'use strict';
  const {el, call, markReader} = window.appealForm;
  let serial = 0;

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

  const select = choices => {
    const control = el('select', {class: 'form-control'}, el('option', {value: '', text: 'Выберите'}));
    Object.entries(choices || {}).forEach(([value, text]) => control.append(el('option', {value, text: text.charAt(0).toUpperCase() + text.slice(1)})));
    return control;
  };

  /** What each action asks for: fields with a control, and what is wrong with their value. */
  const ACTIONS = {
    extension: action => ({
      todo: 'Срок ответа можно продлить один раз и не более чем на 30 дней; решает подписант органа, заявителя уведомят (59-ФЗ, ст. 12 ч. 2).',
      send: 'Отправить запрос',
      said: 'Запрос отправлен подписанту. Решение появится в карточке.',
      fields: {
        ground: {label: 'Основание', control: select(action.choices), wrong: value => !value && 'Выберите основание'},
        reason: {
          label: 'Почему срока не хватает',
          hint: 'Без личных данных: текст увидят подписант и контролёр.',
          control: el('textarea', {class: 'form-control', rows: '4'}),
          wrong: value => !value.trim() && 'Напишите, почему срока не хватает'
        },
        days: {
          label: 'На сколько календарных дней (1–30)',
          short: true,
          control: el('input', {class: 'form-control', type: 'number', min: '1', max: '30', inputmode: 'numeric'}),
          wrong: value => !(Number(value) >= 1 && Number(value) <= 30 && Number.isInteger(Number(value))) && 'Укажите от 1 до 30 дней'
        }
      }
    }),
    postponement: () => ({
      todo: 'Обещанный в ответе срок можно перенести один раз и только до его истечения; решает подписант органа, заявителя уведомят.',
      send: 'Отправить просьбу',
      said: 'Просьба отправлена подписанту. Решение появится в карточке.',
      fields: {
        day: {
          label: 'Новый срок',
          short: true,
          control: el('input', {class: 'form-control', type: 'date'}),
          wrong: value => !/^\d{4}-\d\d-\d\d$/.test(value) && 'Укажите новый срок'
        },
        reason: {
          label: 'Почему обещанное не успевают сделать',
          hint: 'Причину увидит заявитель в уведомлении.',
          control: el('textarea', {class: 'form-control', rows: '4'}),
          wrong: value => !value.trim() && 'Напишите причину'
        }
      }
    }),
    documents: action => ({
      todo: 'Документы запрашиваются в другом органе, у должностного лица или в организации, но не в судах, органах дознания и предварительного следствия (59-ФЗ, ст. 10 ч. 1 п. 2). Запрос составится по шаблону, его подпишет подписант вашего органа.',
      send: 'Подготовить запрос',
      said: 'Задание «Подготовить запрос» появилось в списке вашего органа.',
      fields: {
        addressee: {label: 'У кого запрашиваются документы', control: select(action.choices), wrong: value => !value && 'Выберите, у кого запрашиваются документы'},
        recipient: {
          label: 'Наименование адресата',
          hint: 'Не нужно, если орган выбран из списка.',
          optional: true,
          control: el('input', {class: 'form-control', type: 'text', maxlength: '300', autocomplete: 'off'}),
          wrong: () => false
        },
        email: {
          label: 'Электронная почта адресата',
          hint: 'Если её нет, запрос отправят почтой.',
          optional: true,
          control: el('input', {class: 'form-control', type: 'email', autocomplete: 'off'}),
          wrong: () => false
        },
        wanted: {
          label: 'Какие документы и материалы нужны',
          control: el('textarea', {class: 'form-control', rows: '4'}),
          wrong: value => !value.trim() && 'Напишите, какие документы и материалы нужны'
        }
      }
    }),
    visit: action => ({
      todo: 'Обращение может рассматриваться с выездом на место (59-ФЗ, ст. 9 ч. 2), при необходимости с участием заявителя (ст. 10 ч. 1 п. 1). Срок ответа от выезда не меняется.',
      send: 'Назначить выезд',
      said: 'Выезд назначен: задание «Провести выезд и приложить акт» появилось в списке органа.',
      fields: {
        day: {label: 'День выезда', short: true, control: el('input', {class: 'form-control', type: 'date'}), wrong: value => !/^\d{4}-\d\d-\d\d$/.test(value) && 'Укажите день выезда'},
        time: {label: 'Время', short: true, control: el('input', {class: 'form-control', type: 'time'}), wrong: value => !/^\d\d:\d\d$/.test(value) && 'Укажите время'},
        place: {label: 'Куда', control: el('input', {class: 'form-control', type: 'text', maxlength: '500', autocomplete: 'off'}), wrong: value => !value.trim() && 'Напишите, куда выезжают'},
        participants: {
          label: 'Кто выезжает',
          hint: 'Фамилии и должности. Тот, на кого жалуются, не выезжает (ст. 8 ч. 6).',
          control: el('textarea', {class: 'form-control', rows: '3'}),
          wrong: value => !value.trim() && 'Напишите, кто выезжает'
        },
        invited: {
          label: 'Пригласить заявителя',
          hint: 'Приглашение составится само, его подпишет подписант вашего органа.',
          control: select(action.choices),
          wrong: value => !value && 'Укажите, приглашён ли заявитель'
        }
      }
    }),
    complaint: () => ({
      todo: 'Заявитель жалуется на должностное лицо или орган области, а при первичном анализе этого не увидели? Сообщите: координатор ЦУР проверит и отстранит тех, на кого жалоба (59-ФЗ, ст. 8 ч. 6). Если ответ готовили они, распределение начнётся снова. До проверки ваш текст видит только координатор, после неё он остаётся в деле.',
      send: 'Сообщить координатору',
      said: 'Координатор ЦУР получил задание проверить обращение. До проверки ответ не подписывают.',
      fields: {
        text: {
          label: 'На кого и на что жалуется заявитель',
          control: el('textarea', {class: 'form-control', rows: '4', maxlength: '2000'}),
          wrong: value => !value.trim() && 'Напишите, на кого и на что жалуется заявитель'
        }
      }
    }),
    handed: () => ({
      todo: 'Адресат представляет документы в течение 15 дней со дня, когда получил запрос (59-ФЗ, ст. 10 ч. 2). Пока этот день не записан, срок считается со дня отправки.',
      send: 'Записать',
      said: 'Записано, срок адресата пересчитан.',
      fields: {
        handedOn: {label: 'День, когда адресат получил запрос', short: true, control: el('input', {class: 'form-control', type: 'date'}), wrong: value => !value && 'Укажите день'}
      }
    }),
    release: action => ({
      todo: 'Задание вернётся в список органа, и его сможет взять другой сотрудник. Кто, с кого и почему снял задание, записывается в историю обращения.',
      send: 'Снять с исполнителя',
      said: 'Задание снято с исполнителя: его может взять другой сотрудник органа.',
      fields: {
        reason: {label: 'Причина', control: select(action.choices), wrong: value => !value && 'Выберите причину'}
      }
    })
  };

  /** A small form in place, opened by its button; its fields go to the address named as the action. */
  function actionForm(taskId, action, done) {
    const {todo, send: word, said, fields} = ACTIONS[action.id](action);
    const id = 'ac' + ++serial;
    const error = el('div', {class: 'af-summary', role: 'alert', tabindex: '-1', hidden: true});
    const send = el('button', {type: 'submit', class: 'btn btn-primary', text: word});
    const form = el('form', {class: 'appeal-form af-ready ac-action-form', novalidate: true, hidden: true, id}, el('p', {class: 'todo', text: todo}), error);
    Object.entries(fields).forEach(([name, field]) => {
      const hint = field.hint ? el('p', {class: 'hint', id: id + name + 'h', text: field.hint}) : null;
      field.control.id = id + name;
      if (hint) {
        field.control.setAttribute('aria-describedby', hint.id);
      }
      field.box = el('div', {class: 'af-field' + (field.optional ? '' : ' af-required') + (field.short ? ' af-short' : '')}, el('label', {for: field.control.id, text: field.label}), hint, field.control);
      form.append(field.box);
    });
    form.append(el('div', {class: 'af-end'}, send, el('button', {type: 'button', class: 'btn btn-default', text: 'Отмена', onclick: () => toggle(false)})));
    const button = el('button', {type: 'button', class: 'btn btn-default', text: action.label, 'aria-expanded': 'false', 'aria-controls': id, onclick: () => toggle(form.hidden)});
    const toggle = open => {
      form.hidden = !open;
      button.setAttribute('aria-expanded', String(open));
      (open ? Object.values(fields)[0].control : button).focus();
    };
    const right = field => {
      if (field.error) {
        field.error.remove();
        field.error = null;
        field.box.classList.remove('af-wrong');
        field.control.removeAttribute('aria-invalid');
        describe(field);
      }
    };
    const wrong = (field, message) => {
      right(field);
      field.error = el('p', {class: 'af-error', id: field.control.id + 'e', text: message});
      field.control.before(field.error);
      field.box.classList.add('af-wrong');
      field.control.setAttribute('aria-invalid', 'true');
      describe(field);
    };
    const describe = field => {
      const ids = [field.hint && field.control.id + 'h', field.error && field.error.id].filter(Boolean);
      if (ids.length) {
        field.control.setAttribute('aria-describedby', ids.join(' '));
      } else {
        field.control.removeAttribute('aria-describedby');
      }
    };
    const show = errors => {
      Object.values(fields).forEach(right);
      const list = el('ul', {});
      errors.forEach(({field, message}) => {
        const control = fields[field] && fields[field].control;
        if (control) {
          wrong(fields[field], message);
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
      const values = {};
      const errors = [];
      Object.entries(fields).forEach(([name, field]) => {
        values[name] = field.control.type === 'number' ? Number(field.control.value) : field.control.value;
        const message = field.wrong(field.control.value);
        if (message) {
          errors.push({field: name, message});
        }
      });
      if (errors.length) {
        show(errors);
        return;
      }
      send.disabled = true;
      try {
        await call('POST', '/api/tasks/' + encodeURIComponent(taskId) + '/' + action.id, values);
        done(said);
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
        (data.notes || []).forEach(note => parts.push(el('p', {class: 'alert alert-info ac-note', text: note})));
        if (options.actions !== false) {
          (data.actions || [])
            .filter(action => ACTIONS[action.id])
            .forEach(action => parts.push(actionForm(taskId, action, load)));
        }
        (data.sections || []).forEach(one => parts.push(section(one, top + 1)));
        card.replaceChildren(...parts);
        markReader(card, data.editable !== false);
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
