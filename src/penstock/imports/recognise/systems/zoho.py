"""Zoho CRM and Bigin: a lookup gives ``Label.id`` beside ``Label``; older exports say Potential, and write ids in capitals."""

from penstock.imports.recognise.systems.system import Shape, System

AUDIT = """Modified Time; Modified By; Modified By.id; Created By; Created By.id; Last Activity Time; Locked; Change Log Time; Tag; Currency Rate
    Tasks Involved; Events Involved; Calls Involved; Activities Involved; Exchange Rate; Unsubscribed Mode; Unsubscribed Time"""
DEALS = Shape(
    "deal",
    """
    external_id: Record Id; POTENTIALID; Potential Id; DEALID; Deal Id
    name: Deal Name; Potential Name; Deal_Name
    value: Amount
    currency: Currency
    stage: Stage
    pipeline: Pipeline; Sub Pipeline; Sub-Pipeline
    status: Forecast Type
    forecast_category: Forecast Category; Forecast Category Name; Forecast_Category__s
    close_date: Closing Date; Closing_Date
    created_at: Created Time
    probability: Probability; Probability (%)
    owner: Deal Owner; Potential Owner
    owner_id: Deal Owner.id; Deal Owner Id; Potential Owner Id
    company: Account Name; Company Name
    company_id: Account Name.id; Account Id; ACCOUNTID; Company Name.id
    contact: Contact Name
    contact_id: Contact Name.id; Contact Id; CONTACTID
    type: Type
    source: Lead Source
    next_step: Next Step
    note: Description
    lost_reason: Reason For Loss; Reason For Loss__s
    stage_entered_at: Stage Modified Time
    """,
    beside="""Expected Revenue; Age in Days; Age Tier; Amount Tier; LEADID; Campaign Id; Campaign Source; Campaign Source.id
    Overall Sales Duration; Sales Cycle Duration; Lead Conversion Time;"""
    + AUDIT,
    marks="Potential Name; Potential Owner; Closing Date; Deal Owner.id; Account Name.id; Overall Sales Duration; Reason For Loss; Sub-Pipeline",
)
ACCOUNTS = Shape(
    "company",
    """
    external_id: Record Id; ACCOUNTID; Account Id; Company Id
    name: Account Name; Company Name
    owner: Account Owner; Company Owner
    owner_id: Account Owner Id; Account Owner.id; Company Owner.id
    kind: Account Type
    sector: Industry
    website: Website
    phones: Phone
    employees: Employees
    revenue: Annual Revenue
    parent: Parent Account
    parent_id: Parent Account.id
    address: Billing Street
    city: Billing City
    region: Billing State
    postal_code: Billing Code
    country: Billing Country
    description: Description
    created_at: Created Time
    """,
    beside="Ownership; Rating; SIC Code; Ticker Symbol; Account Number; Account Site; Fax; Shipping Street; Shipping City; Shipping State;"
    + AUDIT,
    marks="Account Owner; Account Owner.id; Account Type; ACCOUNTID; Parent Account.id; Company Owner.id",
)
CONTACTS = Shape(
    "contact",
    """
    external_id: Record Id; CONTACTID; Contact Id
    first_name: First Name
    last_name: Last Name
    name: Full Name; Contact Name
    emails: Email; Secondary Email
    phones: Phone; Mobile; Home Phone; Other Phone
    job_title: Title
    company: Account Name; Company Name
    company_id: Account Name.id; Account Id; ACCOUNTID; Company Name.id
    owner: Contact Owner
    owner_id: Contact Owner.id; Contact Owner Id
    source: Lead Source
    birthday: Date of Birth
    address: Mailing Street
    city: Mailing City
    country: Mailing Country
    note: Description
    created_at: Created Time
    """,
    beside="Mailing State; Mailing Zip; Email Opt Out; Department; Assistant; Salutation; Reporting To; Vendor Name;"
    + AUDIT,
    marks="Contact Owner; Contact Owner.id; Contact Owner Id; CONTACTID; Email Opt Out; Mailing Zip",
)
LEADS = Shape(
    "lead",
    """
    external_id: Record Id; LEADID; Lead Id
    first_name: First Name
    last_name: Last Name
    company: Company
    owner: Lead Owner
    owner_id: Lead Owner.id
    emails: Email
    phones: Phone; Mobile
    website: Website
    sector: Industry
    source: Lead Source
    status: Lead Status
    converted: CONVERTED; Is Converted
    created_at: Created Time
    """,
    beside="month_Created Time1; Rating; Annual Revenue; No of Employees; Email Opt Out;" + AUDIT,
    marks="Lead Owner; Lead Status; LEADID; Is Converted; CONVERTED",
)
PRODUCTS = Shape(
    "product",
    """
    external_id: Record Id; PRODUCTID; Product Id
    name: Product Name
    owner: Product Owner
    code: Product Code
    category: Product Category
    price: Unit Price
    cost: Cost
    active: Product Active
    unit: Usage Unit
    description: Description
    """,
    beside="""Product Manufacturer; Manufacturer; Created Time; Taxable; Commission Rate; Quantity Ordered; Quantity In Stock; Qty in Stock; Tax
    Reorder Level; Quantity In Demand; Cost of Stocks in hand; Need Replenishment; Vendor Name; Support Start Date;"""
    + AUDIT,
    marks="Product Owner; Product Active; PRODUCTID; Commission Rate; Reorder Level; Product Manufacturer; Quantity In Demand",
)
USERS = Shape(
    "person",
    """
    external_id: USER_ID; User Id; Record Id
    first_name: First Name
    last_name: Last Name
    name: Full Name
    emails: Email
    team: Role
    """,
    beside="Profile; Status; Alias; Time Zone;",
    marks="USER_ID; User Id",
)
CALLS = Shape(
    "activity",
    """
    external_id: Record Id; TASKID; CALLID; Call Id
    starts_at: Call Start Time
    duration_seconds: Call Duration (in seconds); Call Duration; Duration
    duration_minutes: Call Duration (in minutes)
    owner: Call Owner
    owner_id: Call Owner Id; Call Owner.id
    subject: Subject
    direction: Call Type
    outcome: Call Result
    note: Description; Call Agenda
    created_at: Created Time
    contact_id: CONTACTID; Contact Name.id
    company_id: ACCOUNTID
    deal_id: POTENTIALID; Related To.id
    lead_id: LEADID
    """,
    beside="Call Purpose; Billable; Who Id Id; What Id; SEMODULE; Related To; Contact Name;" + AUDIT,
    marks="Call Start Time; Call Owner; Call Owner Id; Call Type; Call Purpose",
    fixed={"kind": "call"},
)
EVENTS = Shape(
    "activity",
    """
    external_id: Record Id; EVENTID; Event Id
    subject: Subject; Title
    starts_at: Start DateTime; From
    ends_at: End DateTime; To
    owner: Event Owner; Host
    owner_id: Event Owner Id; Event Owner.id; Host.id
    created_at: Created Time
    contact_id: CONTACTID; Contact Name.id
    company_id: ACCOUNTID
    deal_id: POTENTIALID; Related To.id
    lead_id: LEADID
    note: Description
    """,
    beside="Who Id Id; What Id; SEMODULE; Venue; Location; Related To; Contact Name; All day; Participants;" + AUDIT,
    marks="EVENTID; Start DateTime; End DateTime; Event Owner; Event Owner Id",
    fixed={"kind": "meeting"},
)
TASKS = Shape(
    "activity",
    """
    external_id: Record Id; TASKID; Task Id
    subject: Subject
    due_at: Due Date
    status: Status
    owner: Task Owner
    owner_id: Task Owner Id; Task Owner.id
    created_at: Created Time
    done_at: Closed Time
    note: Description
    contact_id: CONTACTID; Contact Name.id
    deal_id: POTENTIALID; Related To.id
    company_id: ACCOUNTID
    """,
    beside="Priority; Related To; Contact Name; SEMODULE; Who Id Id; What Id;" + AUDIT,
    marks="Task Owner; Task Owner.id; Closed Time",
    fixed={"kind": "task"},
)
QUOTES = Shape(
    "quote",
    "",
    beside="""QUOTEID; Subject; Created Time; Quote Owner; Quote Stage; Valid Till; Sales Status; Sub Total; Discount; Tax; Adjustments
    Adjustment; Grand Total; Quote Number; Deal Name; Account Name;"""
    + AUDIT,
    marks="QUOTEID; Quote Owner; Quote Stage; Quote Number",
)
INVOICES = Shape(
    "invoice",
    "",
    beside="""INVOICEID; Subject; Invoice Number; Sales Order Id; Invoice Owner Id; Invoice Owner; Invoice Status; Created Time; Account Id
    Contact Id; Sub Total; Discount; Tax; Adjustments; Grand Total; Invoice Date; Due Date; Status;"""
    + AUDIT,
    marks="INVOICEID; Invoice Number; Invoice Owner; Invoice Date",
)
CAMPAIGNS = Shape(
    "campaign",
    "",
    beside="""CAMPAIGNID; Campaign Name; Campaign Owner; Type; Status; Created Time; Start Date; End Date; Expected Revenue; Budgeted Cost
    Actual Cost;"""
    + AUDIT,
    marks="CAMPAIGNID; Budgeted Cost; Campaign Owner; Actual Cost",
)
HISTORY = Shape(
    "history",
    """
    external_id: Record Id; Stage History Id
    deal_id: Deal Name.id; Potential Id; POTENTIALID; Parent Id.id
    deal_name: Deal Name; Potential Name; Parent Id
    stage: Stage
    value: Amount
    probability: Probability
    entered_at: Modified Time; Last Modified Time
    owner: Modified By
    expected_close_on: Closing Date; Close Date
    """,
    beside="Expected Revenue; Stage Duration (Calendar Days); Duration (days); Stage Duration; Currency",
    marks="Stage Duration (Calendar Days); Stage Duration; Stage History Id",
)
SYSTEM = System(
    "zoho",
    "Zoho CRM",
    (DEALS, ACCOUNTS, CONTACTS, LEADS, PRODUCTS, USERS, CALLS, EVENTS, TASKS, QUOTES, INVOICES, CAMPAIGNS, HISTORY),
    month_first=True,
    stages=(
        "Qualification", "Needs Analysis", "Value Proposition", "Identify Decision Makers", "Proposal/Price Quote",
        "Negotiation/Review",
    ),
)  # fmt: skip
