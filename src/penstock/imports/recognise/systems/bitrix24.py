"""Bitrix24: captions of its lists in Russian and English; administrators rename ``сделка``, so the rest must suffice."""

from penstock.imports.recognise.systems.system import Shape, System

AUDIT = """Кем создана; Кем изменена; Кем создан; Кем изменен; Дата изменения; Created by; Modified by; Modified; Наблюдатели; Observers; Дела
    Activity; Создана CRM-формой; Created by CRM form; Мессенджер; Messenger; Логотип; Экспорт; Интернет-магазин; Статус оплаты; Статус доставки"""
DEALS = Shape(
    "deal",
    """
    external_id: ID
    name: Название сделки; Название заявки; Название; Deal Name
    value: Сумма; Сумма/Валюта; Income; Amount/Currency; Total
    currency: Валюта; Currency
    stage: Стадия сделки; Стадия заявки; Стадия; Stage; Deal stage
    status: Группа стадий; Deal status; Stage group
    pipeline: Воронка; Направление; Pipeline; Воронка сделки
    probability: Вероятность; Вероятность, %; Probability
    type: Тип; Type; Тип сделки
    company: Компания; Company
    contact: Контакт; Contact
    owner: Ответственный; Responsible; Responsible person
    created_at: Дата создания; Created; Created on
    expected_close_on: Предполагаемая дата закрытия; Assumed close date; Дата завершения
    close_date: Дата закрытия; Close date
    stage_entered_at: Дата изменения стадии; Stage change date; Дата перемещения
    is_closed: Сделка закрыта; Заявка закрыта; Closed
    source: Источник; Source
    note: Комментарий; Comment
    product: Товар; Product
    quantity: Количество; Quantity
    lost_reason: Причина провала; Причина отказа
    contact_phones: Контакт: Рабочий телефон; Контакт: Мобильный телефон; Контакт: Телефон
    contact_emails: Контакт: Рабочий e-mail; Контакт: Частный e-mail; Контакт: E-mail
    """,
    beside="""Клиент; Client; Дополнительно об источнике; Source information; Дата начала; Start date; Новая сделка; New deal; Повторная сделка
    Repeat deal; Повторное обращение; Repeat inquiry; Stage changed by; Цена; Price; Доступна для всех;"""
    + AUDIT,
    marks="Стадия сделки; Группа стадий; Сделка закрыта; Предполагаемая дата закрытия; Повторное обращение; Сумма/Валюта; Amount/Currency; Assumed close date; Repeat inquiry; Новая сделка; Income; Дополнительно об источнике; Source information",
)
CONTACTS = Shape(
    "contact",
    """
    external_id: ID
    first_name: Имя; First name
    last_name: Фамилия; Last name
    middle_name: Отчество; Second name; Middle name
    name: Контакт; Полное имя; Contact
    birthday: Дата рождения; Date of birth
    phones: Телефон; Рабочий телефон; Мобильный телефон; Домашний телефон; Другой телефон; Phone; Work phone; Mobile phone; Mobile
    emails: E-mail; Рабочий e-mail; Частный e-mail; Другой e-mail; Work e-mail; Home e-mail
    job_title: Должность; Position
    address: Адрес; Address
    company: Компания; Company
    source: Источник; Source
    owner: Ответственный; Responsible; Responsible person
    created_at: Дата создания; Created
    note: Комментарий; Comment
    """,
    beside="Сайт; Website; Тип контакта; Contact type; Дополнительно об источнике; Source information; Фото; Обращение; Salutation;"
    + AUDIT,
    marks="Отчество; Тип контакта; Экспорт; Contact type; Рабочий e-mail; Частный e-mail; Second name",
)
COMPANIES = Shape(
    "company",
    """
    external_id: ID
    name: Название компании; Company Name
    phones: Телефон; Рабочий телефон; Мобильный телефон; Phone; Work phone
    emails: E-mail; Рабочий e-mail; Другой e-mail; Work e-mail
    website: Сайт; Корпоративный сайт; Website
    address: Фактический адрес; Адрес; Юридический адрес; Street address; Address; Legal address
    kind: Тип компании; Company type
    sector: Сфера деятельности; Industry
    revenue: Годовой оборот; Annual income
    size: Кол-во сотрудников; Employees
    inn: ИНН; Реквизит: ИНН
    kpp: КПП; Реквизит: КПП
    owner: Ответственный; Responsible; Responsible person
    created_at: Дата создания; Created
    description: Комментарий; Comment
    """,
    beside="Банковские реквизиты; Bank details; Валюта; Currency;" + AUDIT,
    marks="Тип компании; Сфера деятельности; Годовой оборот; Кол-во сотрудников; Фактический адрес; Юридический адрес; Company type; Annual income",
)
LEADS = Shape(
    "lead",
    """
    external_id: ID
    name: Название лида; Lead Name; Полное имя
    status: Статус; Status; Стадия
    first_name: Имя
    last_name: Фамилия
    phones: Телефон; Рабочий телефон
    emails: E-mail; Рабочий e-mail
    company: Название компании
    source: Источник
    owner: Ответственный
    created_at: Дата создания
    """,
    beside="""Дополнительно о статусе; Отчество; Дата рождения; Сайт; Должность; Адрес; Сумма; Возможная сумма; Валюта; Комментарий; Товар
    Дополнительно об источнике;"""
    + AUDIT,
    marks="Название лида; Дополнительно о статусе; Возможная сумма; Lead Name",
)
SYSTEM = System(
    "bitrix24",
    "Bitrix24",
    (DEALS, CONTACTS, COMPANIES, LEADS),
    stages=("Новая", "Подготовка документов", "Счёт на предоплату", "В работе", "Финальный счёт"),
)
