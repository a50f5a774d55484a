"""Salesforce: Data Loader writes API names, reports write labels; every record has an 18-character id."""

from penstock.imports.recognise.systems.system import Shape, System

AUDIT = """LastModifiedDate; LastModifiedById; SystemModstamp; CreatedById; LastActivityDate; LastViewedDate; LastReferencedDate
    MasterRecordId; Jigsaw; CleanStatus; PhotoUrl; Fax; Last Modified Date; Last Activity; Created By; Created Alias; Last Modified By"""
DEALS = Shape(
    "deal",
    """
    deleted: IsDeleted; Deleted
    external_id: Id; Opportunity ID; OpportunityId
    name: Name; Opportunity Name
    value: Amount
    currency: CurrencyIsoCode; Opportunity Currency; Amount Currency
    stage: StageName; Stage
    probability: Probability; Probability (%)
    forecast_category: ForecastCategoryName; ForecastCategory; Forecast Category
    close_date: CloseDate; Close Date
    created_at: CreatedDate; Created Date
    owner: Opportunity Owner; Owner.Name; Owner Name; Owner Full Name
    owner_id: OwnerId
    company: Account Name; Account.Name
    company_id: AccountId; Account ID
    contact: Primary Contact; Contact Name
    contact_id: ContactId; Primary Contact ID
    type: Type
    source: LeadSource; Lead Source
    is_closed: IsClosed; Closed
    is_won: IsWon; Won
    next_step: NextStep; Next Step
    note: Description
    lost_reason: Loss Reason; Loss_Reason__c; Closed Lost Reason; Lost Reason
    stage_entered_at: LastStageChangeDate; Last Stage Change Date
    """,
    beside="""ExpectedRevenue; Expected Revenue; CampaignId; HasOpportunityLineItem
    Pricebook2Id; FiscalQuarter; FiscalYear; Fiscal; Fiscal Period; Fiscal Year; HasOpenActivity; HasOverdueTask; IsPrivate; Age; Owner Role
    TotalOpportunityQuantity;"""
    + AUDIT,
    marks="StageName; CloseDate; IsWon; ForecastCategory; ForecastCategoryName; Opportunity Owner; Opportunity Name; AccountId; Fiscal Period",
)
HISTORY = Shape(
    "history",
    """
    deleted: IsDeleted; Deleted
    external_id: Id; Opportunity History ID
    deal_id: OpportunityId; Opportunity ID
    deal_name: Opportunity Name
    stage: StageName; To Stage; New Stage; Stage
    stage_from: From Stage; Old Stage
    entered_at: CreatedDate; Last Modified; Change Date; Stage Change Date; Edit Date
    value: Amount
    currency: CurrencyIsoCode
    expected_close_on: CloseDate
    probability: Probability; Probability (%)
    owner: Last Modified By; Edited By
    """,
    beside="ExpectedRevenue; ForecastCategory; OpportunityHistoryKey; OpportunityHistoryId; ValidThroughDate; FromForecastCategory; PrevAmount;"
    + AUDIT,
    marks="OpportunityId; OpportunityHistoryKey; From Stage; To Stage",
)
FIELD_HISTORY = Shape(
    "history",
    """
    deleted: IsDeleted; Deleted
    external_id: Id
    deal_id: OpportunityId
    property: Field
    stage: NewValue
    stage_from: OldValue
    entered_at: CreatedDate
    """,
    beside="DataType;" + AUDIT,
    marks="OldValue; NewValue; Field",
)
ACCOUNTS = Shape(
    "company",
    """
    deleted: IsDeleted; Deleted
    external_id: Id; Account ID
    name: Name; Account Name
    parent_id: ParentId; Parent Account ID
    parent: Parent Account
    kind: Type
    sector: Industry
    revenue: AnnualRevenue; Annual Revenue
    employees: NumberOfEmployees; Employees
    website: Website
    phones: Phone
    address: BillingStreet; Billing Street; Billing Address Line 1
    city: BillingCity; Billing City
    region: BillingState; Billing State/Province
    postal_code: BillingPostalCode; Billing Zip/Postal Code
    country: BillingCountry; Billing Country
    owner: Account Owner; Owner.Name
    owner_id: OwnerId
    description: Description
    created_at: CreatedDate; Created Date
    """,
    beside="""BillingLatitude; BillingLongitude; BillingGeocodeAccuracy; BillingAddress; ShippingStreet; ShippingCity; ShippingState; Ownership
    ShippingPostalCode; ShippingCountry; ShippingLatitude; ShippingLongitude; ShippingGeocodeAccuracy; ShippingAddress; AccountNumber; Rating
    Sic; SicDesc; TickerSymbol; Site; AccountSource; DunsNumber; Tradestyle; NaicsCode; NaicsDesc; YearStarted; JigsawCompanyId
    DandbCompanyId; OperatingHoursId;"""
    + AUDIT,
    marks="AnnualRevenue; NumberOfEmployees; BillingCity; ParentId; Account Owner; AccountNumber; BillingState",
)
CONTACTS = Shape(
    "contact",
    """
    deleted: IsDeleted; Deleted
    external_id: Id; Contact ID
    first_name: FirstName; First Name
    last_name: LastName; Last Name
    name: Name; Full Name
    company_id: AccountId; Account ID
    company: Account Name; Account.Name
    emails: Email
    phones: Phone; MobilePhone; HomePhone; OtherPhone; Mobile
    job_title: Title
    source: LeadSource; Lead Source
    owner: Contact Owner
    owner_id: OwnerId
    birthday: Birthdate
    address: MailingStreet; Mailing Street
    city: MailingCity; Mailing City
    country: MailingCountry; Mailing Country
    note: Description
    created_at: CreatedDate; Created Date
    """,
    beside="""Salutation; Department; AssistantName; AssistantPhone; ReportsToId; EmailBouncedReason; EmailBouncedDate; IsEmailBounced
    MailingState; MailingPostalCode; MailingLatitude; MailingLongitude; MailingGeocodeAccuracy; MailingAddress; OtherStreet; OtherCity
    OtherState; OtherPostalCode; OtherCountry; OtherLatitude; OtherLongitude; OtherGeocodeAccuracy; OtherAddress; LastCURequestDate
    LastCUUpdateDate; JigsawContactId; IndividualId;"""
    + AUDIT,
    marks="AccountId; MailingStreet; MailingCity; AssistantPhone; Contact Owner; ReportsToId; EmailBouncedReason; IsEmailBounced",
)
LEADS = Shape(
    "lead",
    """
    external_id: Id; Lead ID
    first_name: FirstName; First Name
    last_name: LastName; Last Name
    name: Name
    company: Company; Company / Account
    job_title: Title
    emails: Email
    phones: Phone; MobilePhone
    source: LeadSource; Lead Source
    status: Status; Lead Status
    sector: Industry
    website: Website
    converted: IsConverted; Converted
    owner: Lead Owner
    owner_id: OwnerId
    created_at: CreatedDate; Created Date
    """,
    beside="""ConvertedDate; ConvertedAccountId; ConvertedContactId; ConvertedOpportunityId; Salutation; AnnualRevenue; NumberOfEmployees; Rating
    EmailBouncedReason; EmailBouncedDate; Street; City; State; PostalCode; Country;"""
    + AUDIT,
    marks="IsConverted; ConvertedOpportunityId; ConvertedAccountId; ConvertedDate; Lead Owner; Lead Status",
)
USERS = Shape(
    "person",
    """
    external_id: Id; User ID
    name: Name; Full Name
    first_name: FirstName; First Name
    last_name: LastName; Last Name
    emails: Email
    active: IsActive; Active
    title: Title
    """,
    beside="Username; Alias; ProfileId; UserRoleId; Profile; Role; TimeZoneSidKey; LocaleSidKey; ManagerId; LanguageLocaleKey;"
    + AUDIT,
    marks="Username; ProfileId; UserRoleId; TimeZoneSidKey; Alias",
)
PRODUCTS = Shape(
    "product",
    """
    deleted: IsDeleted; Deleted
    external_id: Id; Product ID
    name: Name; Product Name
    code: ProductCode; Product Code
    category: Family; Product Family
    price: UnitPrice; List Price
    active: IsActive; Active
    description: Description
    """,
    beside="QuantityUnitOfMeasure; StockKeepingUnit; ExternalId; DisplayUrl;" + AUDIT,
    marks="ProductCode; Product Family; StockKeepingUnit; QuantityUnitOfMeasure",
)
TASKS = Shape(
    "activity",
    """
    deleted: IsDeleted; Deleted
    external_id: Id; Activity ID
    subject: Subject
    kind: TaskSubtype; Type; Task Subtype
    due_at: ActivityDate; Date; Due Date
    starts_at: StartDateTime; ActivityDateTime; Start
    ends_at: EndDateTime; End
    status: Status
    done: IsClosed
    owner_id: OwnerId
    owner: Assigned
    contact_id: WhoId
    deal_id: WhatId
    company_id: AccountId
    note: Description; Comments
    duration_seconds: CallDurationInSeconds
    direction: CallType; Call Type
    outcome: CallDisposition; Call Result
    duration_minutes: DurationInMinutes
    created_at: CreatedDate; Created Date
    """,
    beside="Priority; IsHighPriority; IsArchived; CallObject; Location; IsAllDayEvent; IsPrivate;" + AUDIT,
    marks="WhatId; WhoId; TaskSubtype; ActivityDate; CallDurationInSeconds; ActivityDateTime",
)
GROUPS = Shape("dictionary", "", beside="StageName; Count; StageName (groups)", marks="StageName (groups)")
SYSTEM = System(
    "salesforce",
    "Salesforce",
    (DEALS, HISTORY, FIELD_HISTORY, ACCOUNTS, CONTACTS, LEADS, USERS, PRODUCTS, TASKS, GROUPS),
    month_first=True,
    stages=(
        "Prospecting", "Qualification", "Needs Analysis", "Value Proposition", "Id. Decision Makers", "Perception Analysis",
        "Proposal/Price Quote", "Negotiation/Review",
    ),
)  # fmt: skip
