"""No system in particular: the words of the field in English, Russian and Chinese, for headers that nobody claims."""

from penstock.imports.recognise.systems.system import Shape, System

DEALS = Shape(
    "deal",
    """
    external_id: id; deal id; opportunity id; opportunity number; record id; potential id; ID сделки; Номер сделки; №; 编号; 商机编号; 商机ID; 交易编号
    name: name; deal; deal name; deal title; title; opportunity title; opportunity; opportunity name; subject; сделка; название; название сделки; наименование; тема; 商机名称; 名称; 商机; 交易名称; 项目名称
    value: value; amount; deal value; opportunity value; expected revenue; estimated value; potential value; opportunity size; deal amount; deal size; close value; opportunity amount; price; revenue; sum; budget; contract value; total; ACV; TCV; сумма; сумма сделки; бюджет; стоимость; выручка; 金额; 商机金额; 预计金额; 成交金额; 合同金额; 销售金额; 预计销售金额
    currency: currency; deal currency; currency code; валюта; 币种; 货币
    stage: stage; deal stage; sales stage; opportunity stage; pipeline stage; phase; этап; стадия; этап сделки; стадия сделки; этап продаж; 阶段; 销售阶段; 商机阶段; 交易阶段
    status: status; deal status; state; outcome; result; opportunity status; opportunity result; deal result; deal outcome; win loss; won lost; forecast status; статус; статус сделки; результат; итог; 状态; 商机状态; 结果
    pipeline: pipeline; sales pipeline; funnel; deal pipeline; воронка; воронка продаж; 销售管道; 管道; 销售流程
    forecast_category: forecast category; forecast category name; forecast commitment; категория прогноза; прогнозная категория; 预测类别; 预测类别名称; 预测分类; 预测类型
    probability: probability; probability percent; win probability; chance; confidence; вероятность; 概率; 赢率; 成交概率; 可能性
    owner: owner; deal owner; sales agent; sales person name; sales owner; handled by; sales manager; sales rep; salesperson; sales person; rep; agent; account executive; seller; assigned to; assignee; responsible; account manager; opportunity owner; ответственный; менеджер; продавец; сотрудник; 负责人; 销售; 销售代表; 所有者; 业务员; 销售人员
    owner_id: owner id; sales agent id; user id; rep id; ID ответственного; 负责人ID
    owner_email: owner email; sales rep email; e-mail ответственного; 负责人邮箱
    company: account; account name; company; company name; customer; customer name; client; client name; organisation; organization; компания; клиент; организация; контрагент; заказчик; покупатель; 公司; 客户; 客户名称; 公司名称; 所属客户; 企业名称
    company_id: account id; company id; customer id; client id; organization id; ID компании; ID клиента; 客户编号; 客户ID; 公司ID
    contact: contact; contact name; contact person; primary contact; buyer; контакт; контактное лицо; имя контакта; 联系人; 联系人姓名
    contact_id: contact id; person id; ID контакта; 联系人ID
    contact_emails: email; e-mail; contact email; почта; эл. почта; 邮箱; 电子邮箱
    contact_phones: phone; contact phone; mobile; телефон; 电话; 手机; 联系电话
    product: product; product name; item; service; товар; продукт; услуга; 产品; 产品名称; 商品
    quantity: quantity; qty; units; количество; кол-во; 数量
    created_at: created; created at; created on; created time; open on; date opened; opportunity created date; deal created; creation date; create date; created date; date created; open date; opened at; start date; дата создания; создана; создан; дата открытия; дата; 创建时间; 创建日期; 开始日期
    stage_entered_at: stage changed; stage change date; last stage change; stage entered at; stage since; дата изменения этапа; 阶段变更时间; 进入阶段时间
    close_date: close date; closing date; closed date; closed; date closed; end date; дата закрытия; дата завершения; 结束日期; 成交日期; 关闭日期; 结单日期
    expected_close_on: expected close date; expected close; expected closing; estimated close date; forecast date; target close date; ожидаемая дата закрытия; плановая дата закрытия; предполагаемая дата закрытия; прогноз закрытия; 预计成交日期; 预计关闭日期; 预计结单日期
    closed_at: actual close date; closed on; closed at; фактическая дата закрытия; закрыта; 实际成交日期; 关闭时间
    won_at: won at; won date; won time; win date; дата выигрыша; дата успеха; 赢单时间; 赢单日期
    lost_at: lost at; lost date; lost time; дата проигрыша; дата отказа; 输单时间; 输单日期
    lost_reason: lost reason; loss reason; reason lost; reason for loss; why lost; причина отказа; причина проигрыша; причина потери; 输单原因; 丢单原因; 失败原因
    source: source; lead source; deal source; channel; origin; источник; канал; источник сделки; 来源; 线索来源; 商机来源; 客户来源
    type: type; deal type; opportunity type; business type; тип; тип сделки; 类型; 商机类型
    tags: tags; labels; label; теги; метки; 标签
    note: notes; note; comment; comments; description; remarks; примечание; комментарий; описание; заметка; 备注; 描述; 说明
    next_step: next step; next action; следующий шаг; 下一步; 下一步计划
    aside_until: set aside until; on hold until; snoozed until; postponed until; nurture until; отложена до; отложено до; отложить до; 搁置至; 搁置到; 暂停至; 延期至
    aside_reason: why it is set aside; set aside because; reason for hold; почему отложена; причина отсрочки; 搁置原因; 暂停原因
    is_won: won; is won; выиграна; 是否赢单
    is_closed: is closed; закрыта ли; 是否关闭
    """,
)
COMPANIES = Shape(
    "company",
    """
    external_id: id; account id; company id; customer id; client id; ID компании; код; 编号; 客户编号; 公司ID
    name: name; account; account name; company; company name; customer; customer name; organisation; organization; organization name; client; название; наименование; компания; название компании; организация; контрагент; клиент; 公司; 公司名称; 客户名称; 客户; 企业名称; 名称
    legal_name: legal name; full legal name; юридическое название; полное наименование; 公司全称
    parent: parent; parent company; parent account; subsidiary of; holding; group; головная компания; материнская компания; холдинг; 母公司; 上级公司
    owner: owner; account owner; account manager; responsible; ответственный; менеджер; 负责人; 所有者
    sector: sector; industry; vertical; branch; line of business; отрасль; сфера деятельности; сфера; вид деятельности; 行业; 所属行业
    kind: type; account type; company type; тип; тип компании; 类型; 客户类型
    revenue: revenue; annual revenue; turnover; sales; выручка; оборот; годовой оборот; 年收入; 营业额; 年营业额
    employees: employees; number of employees; employee count; headcount; staff; size; сотрудники; число сотрудников; количество сотрудников; кол-во сотрудников; численность; 员工人数; 员工数; 人数
    website: website; url; web; domain; site; homepage; сайт; веб-сайт; 网站; 网址; 官网
    phones: phone; telephone; tel; mobile; телефон; телефоны; 电话; 联系电话
    emails: email; e-mail; mail; почта; эл. почта; 邮箱
    address: address; street; адрес; юридический адрес; фактический адрес; 地址; 详细地址
    city: city; town; город; 城市
    region: region; state; province; область; регион; 省; 省份; 地区
    country: country; office location; location; headquarters; страна; 国家
    postal_code: zip; postal code; postcode; индекс; 邮编
    inn: inn; ИНН; tax id; налоговый номер
    kpp: kpp; КПП
    uscc: uscc; unified social credit code; 统一社会信用代码; 信用代码
    year_founded: year established; founded; year founded; established; год основания; 成立年份; 成立时间
    description: description; notes; note; comment; примечание; комментарий; описание; 备注; 描述
    tags: tags; labels; теги; 标签
    created_at: created; created at; creation date; created date; дата создания; 创建时间; 创建日期
    """,
)
CONTACTS = Shape(
    "contact",
    """
    external_id: id; contact id; person id; ID контакта; 编号; 联系人ID
    name: name; full name; contact; contact name; person; ФИО; полное имя; контакт; контактное лицо; имя контакта; 姓名; 联系人; 联系人姓名
    first_name: first name; given name; forename; firstname; имя; 名; 名字
    middle_name: middle name; patronymic; second name; отчество
    last_name: last name; surname; family name; lastname; фамилия; 姓; 姓氏
    job_title: job title; title; position; role; должность; 职位; 职务
    company: company; account; account name; company name; organization; organisation; employer; компания; организация; место работы; 公司; 公司名称; 客户; 所属客户
    company_id: account id; company id; organization id; ID компании; 客户编号; 公司ID
    emails: email; e-mail; email address; mail; почта; эл. почта; электронная почта; 邮箱; 电子邮件; 电子邮箱
    phones: phone; phone number; telephone; mobile; cell; mobile phone; work phone; телефон; мобильный; мобильный телефон; рабочий телефон; 电话; 手机; 手机号; 联系电话
    owner: owner; contact owner; responsible; ответственный; 负责人
    source: source; lead source; источник; 来源
    city: city; город; 城市
    country: country; страна; 国家
    address: address; street; адрес; 地址
    birthday: birthday; date of birth; birth date; дата рождения; 生日; 出生日期
    note: notes; note; comment; description; примечание; комментарий; 备注
    tags: tags; labels; теги; 标签
    created_at: created; created at; creation date; дата создания; 创建时间
    """,
)
PRODUCTS = Shape(
    "product",
    """
    external_id: id; product id; item id; 产品编号; 产品ID
    name: name; product; product name; item; item name; service; название; товар; наименование; продукт; услуга; номенклатура; 产品; 产品名称; 商品名称; 名称
    code: code; sku; product code; article; part number; артикул; код; 产品编码; 货号
    category: category; series; family; group; product line; product category; категория; группа; серия; 类别; 产品类别; 系列; 分类
    price: price; unit price; sales price; list price; retail price; standard price; suggested retail price; цена; стоимость; цена продажи; розничная цена; 价格; 单价; 标准价格; 售价
    cost: cost; cost price; unit cost; purchase price; buying price; себестоимость; закупочная цена; цена закупки; закупка; 成本; 成本价; 采购价; 进价
    currency: currency; валюта; 币种
    unit: unit; unit of measure; uom; единица; ед. изм.; единица измерения; 单位
    description: description; описание; 描述; 说明
    active: active; is active; enabled; активен; 是否启用
    """,
)
PEOPLE = Shape(
    "person",
    """
    external_id: user id; owner id; employee id; agent id; id сотрудника; 员工编号; id
    name: sales agent; agent; sales rep; salesperson; employee; user; name; full name; seller; rep; user name; сотрудник; менеджер; продавец; ФИО; имя; 销售; 销售代表; 员工; 姓名; 业务员
    first_name: first name; имя сотрудника; 名
    last_name: last name; surname; фамилия; 姓
    emails: email; e-mail; почта; 邮箱
    manager: manager; team lead; supervisor; boss; reports to; head; руководитель; начальник; 经理; 主管; 上级; 销售经理
    team: team; department; group; division; команда; отдел; группа; подразделение; 团队; 部门; 小组
    office: regional office; office; region; branch; офис; регион; филиал; 办公室; 区域; 大区; 分公司
    title: title; position; должность; 职位
    active: active; is active; активен; 是否在职
    """,
)
ACTIVITIES = Shape(
    "activity",
    """
    external_id: id; activity id; task id; call id; event id; 编号
    kind: type; activity type; kind; тип; тип дела; вид активности; 类型; 活动类型
    subject: subject; title; name; task; topic; тема; название; задача; 主题; 标题; 任务
    owner: owner; assigned to; assignee; responsible; user; ответственный; исполнитель; 负责人; 执行人
    owner_id: owner id; user id
    starts_at: start; start time; start date; date; starts at; call start time; date time; начало; дата; дата начала; 开始时间; 时间; 日期
    ends_at: end; end time; end date; ends at; окончание; дата окончания; 结束时间
    due_at: due; due date; deadline; due at; срок; крайний срок; дедлайн; 截止日期; 到期日
    done_at: done at; completed at; completed on; completion date; closed time; дата выполнения; 完成时间
    done: done; completed; is done; finished; выполнено; выполнена; завершена; 是否完成
    status: status; state; статус; состояние; 状态
    duration_seconds: duration; duration seconds; duration in seconds; call duration; длительность; продолжительность; 时长; 通话时长
    duration_minutes: duration minutes; duration in minutes; minutes; длительность в минутах; 时长分钟
    direction: direction; call type; call direction; направление; направление звонка; тип звонка; тип вызова; вид звонка; 方向; 呼叫类型; 呼叫方向; 通话类型; 通话方向
    outcome: outcome; result; disposition; call result; call outcome; результат; результат звонка; итог; 结果; 通话结果
    note: note; notes; comment; description; body; комментарий; описание; 备注; 内容
    deal: deal; deal name; opportunity; opportunity name; сделка; 商机; 商机名称
    deal_id: deal id; opportunity id; ID сделки; 商机ID
    company: company; account; account name; компания; клиент; 客户; 公司
    company_id: company id; account id
    contact: contact; contact name; person; контакт; 联系人
    contact_id: contact id; person id
    created_at: created; created at; created time; дата создания; 创建时间
    """,
)
HISTORIES = Shape(
    "history",
    """
    deal_id: deal id; opportunity id; opportunity; deal; potential id; ticket id; request id; ID сделки; номер сделки; сделка id; 商机ID; 商机编号; 交易编号
    deal_name: deal name; opportunity name; deal title; название сделки; сделка; имя сделки; 商机名称; 商机; 交易名称
    stage: stage; to stage; new stage; deal stage; stage name; sales stage; status; new value; этап; стадия; новый этап; в этап; статус; новая стадия; 阶段; 新阶段; 变更后阶段; 当前阶段; 销售阶段
    stage_from: from stage; old stage; previous stage; old value; из этапа; прежний этап; предыдущий этап; старая стадия; 原阶段; 变更前阶段; 旧阶段
    entered_at: entered at; entered; entered on; entry date; date entered; changed at; change date; changed on; moved at; timestamp; date; time; transition date; when; start; from; дата входа; дата изменения; дата перехода; дата; время; вошла; изменено; 进入时间; 变更时间; 时间; 日期; 更新时间; 进入日期
    left_at: left at; exited at; exit date; end; to; until; date exited; дата выхода; 离开时间
    owner: owner; changed by; moved by; user; deal owner; sales rep; by; responsible; ответственный; кем изменено; кто изменил; менеджер; 负责人; 操作人; 变更人
    owner_id: owner id; user id
    value: amount; value; deal value; deal amount; сумма; бюджет; 金额; 商机金额
    currency: currency; валюта; 币种
    pipeline: pipeline; воронка; 管道; 销售管道
    probability: probability; вероятность; 概率; 赢率
    company: company; account; account name; компания; 客户
    """,
)
STAGES = Shape(
    "stage",
    """
    external_id: id; stage id; ID этапа
    name: stage; stage name; name; label; этап; стадия; название; 阶段; 阶段名称
    pipeline: pipeline; воронка; 管道
    pipeline_id: pipeline id
    order: order; position; sort; display order; sequence; порядок; сортировка; 顺序; 排序
    probability: probability; win probability; вероятность; 概率; 赢率
    is_won: is won; won; closed won; выигрыш; 赢单
    is_closed: is closed; closed; закрыт; 关闭
    """,
)
LEADS = Shape(
    "lead",
    """
    external_id: lead id; lead number; prospect id; id; ID лида; 线索编号
    name: lead; lead name; lead title; название лида; лид; 线索名称
    first_name: first name; имя
    last_name: last name; фамилия
    company: company; company name; компания; 公司
    emails: email; e-mail; почта
    phones: phone; mobile; телефон
    source: lead source; lead origin; источник лида; 线索来源
    status: lead status; lead stage; lead quality; статус лида; 线索状态
    converted: converted; is converted; конвертирован; 已转化
    owner: lead owner; ответственный; 负责人
    created_at: created; created at; created time; дата создания
    """,
    marks="lead number; lead origin; lead quality; prospect id; lead id; lead status; название лида; статус лида; 线索名称; 线索状态; converted",
)
DICTIONARY = Shape(
    "dictionary",
    "",
    beside="table; field; description; column; type; meaning; таблица; поле; описание",
    marks="field; column; поле",
)
QUOTES = Shape(
    "quote",
    "",
    beside="quote id; quote number; valid till; valid until; quote stage; grand total; sub total; номер предложения; 报价单号",
    marks="quote id; quote number; valid till; quote stage; номер предложения; 报价单号",
)
INVOICES = Shape(
    "invoice",
    "",
    beside="invoice id; invoice number; invoice date; invoice status; paid; due; номер счета; дата счета; 发票号码",
    marks="invoice id; invoice number; invoice date; invoice status; номер счета; 发票号码",
)
SYSTEM = System(
    "generic",
    "a table of no known system",
    (DEALS, COMPANIES, CONTACTS, PRODUCTS, PEOPLE, ACTIVITIES, HISTORIES, STAGES, LEADS, DICTIONARY, QUOTES, INVOICES),
)
