"""HubSpot: exports by label, connectors by property name; stages as labels or as internal ids."""

from penstock.imports.recognise.systems.system import Shape, System

SYNC = "_fivetran_synced; _fivetran_deleted; _fivetran_start; _fivetran_end; _fivetran_active; portal_id"
DEALS = Shape(
    "deal",
    """
    deleted: is_deleted; _fivetran_deleted
    external_id: Record ID; deal_id; hs_object_id; Deal ID
    name: Deal Name; dealname; property_dealname
    value: Amount; property_amount; Amount in company currency
    currency: Currency; deal_currency_code; property_deal_currency_code
    stage: Deal Stage; dealstage; deal_pipeline_stage_id; property_dealstage
    pipeline: Pipeline; deal_pipeline_id; property_pipeline
    owner: Deal owner; HubSpot Owner
    owner_id: hubspot_owner_id; owner_id; property_hubspot_owner_id
    close_date: Close Date; closedate; property_closedate
    created_at: Create Date; createdate; property_createdate
    company: Associated Company; Associated Company (Primary); Primary Associated Company
    company_id: Associated Company IDs; Associated Company IDs (Primary); Primary Associated Company ID
    contact: Associated Contact
    contact_id: Associated Contact IDs
    probability: Deal probability; hs_deal_stage_probability; property_hs_deal_stage_probability
    forecast_category: Forecast category; hs_forecast_category; property_hs_forecast_category; hs_manual_forecast_category
    type: Deal Type; dealtype; property_dealtype
    source: Original Source; Original Source Type; Original Traffic Source; hs_analytics_source
    lost_reason: Closed Lost Reason; closed_lost_reason; property_closed_lost_reason
    is_closed: Is Deal Closed?; hs_is_closed; Is closed
    is_won: Is Closed Won; hs_is_closed_won; property_hs_is_closed_won
    stage_entered_at: Date entered current stage; hs_v2_date_entered_current_stage
    note: Deal Description; property_description; description
    """,
    beside="""Last Activity Date; Associated Note IDs; Is closed lost; Last Modified Date; hs_lastmodifieddate; Associated Note; Forecast amount
    Weighted amount; Number of Associated Contacts; hs_v2_time_in_current_stage;"""
    + SYNC,
    marks="dealname; property_dealname; deal_pipeline_stage_id; Associated Company IDs; Associated Contact IDs; hs_object_id; hubspot_owner_id",
)
CONTACTS = Shape(
    "contact",
    """
    deleted: is_deleted; _fivetran_deleted
    external_id: Record ID; id; hs_object_id; vid
    first_name: First Name; firstname; property_firstname
    last_name: Last Name; lastname; property_lastname
    emails: Email; property_email; Additional email addresses; property_email_1
    phones: Phone Number; phone; property_phone; Mobile Phone Number; mobilephone
    job_title: Job Title; jobtitle; property_jobtitle
    company: Company Name; Associated Company; property_company; company
    company_id: Associated Company IDs; Primary Associated Company ID; associatedcompanyid
    owner: Contact owner
    owner_id: hubspot_owner_id; property_hubspot_owner_id
    source: Original Source; Original Traffic Source; hs_analytics_source
    city: City; city; property_city
    country: Country/Region; country; property_country
    created_at: Create Date; createdate; property_createdate
    """,
    beside="""Lifecycle Stage; Last Activity Date; Lead Status; Marketing contact status; property_annualrevenue; property_created_at
    property_hs_merged_object_ids; property_first_conversion_date; Associated Deal IDs;"""
    + SYNC,
    marks="property_firstname; property_lastname; Lifecycle Stage; Contact owner; Associated Company IDs; property_jobtitle",
)
COMPANIES = Shape(
    "company",
    """
    deleted: is_deleted; _fivetran_deleted
    external_id: Record ID; id; hs_object_id; company_id
    name: Company name; Name; property_name
    website: Website URL; Company Domain Name; Domain; property_domain; property_website
    sector: Industry; property_industry
    owner: Company owner
    owner_id: hubspot_owner_id; property_hubspot_owner_id
    phones: Phone Number; property_phone
    city: City; property_city
    region: State/Region; property_state
    country: Country/Region; property_country
    postal_code: Postal Code; property_zip
    address: Street Address; property_address; property_address_2
    employees: Number of Employees; property_numberofemployees
    revenue: Annual Revenue; property_annualrevenue
    description: Description; property_description
    parent_id: Parent Company ID; hs_parent_company_id
    parent: Parent Company
    created_at: Create Date; property_createdate
    """,
    beside="Associated Deal IDs; Associated Contact IDs; Last Activity Date; Lifecycle Stage;" + SYNC,
    marks="Company Domain Name; Company owner; property_industry; property_annualrevenue; Associated Contact IDs; property_name",
)
OWNERS = Shape(
    "person",
    """
    external_id: owner_id; Owner ID
    first_name: first_name
    last_name: last_name
    emails: email
    """,
    beside="created_at; updated_at; type; active_user_id; user_id;" + SYNC,
    marks="active_user_id; owner_id; _fivetran_synced",
)
PIPELINES = Shape(
    "pipeline",
    """
    external_id: pipeline_id
    name: label
    order: display_order
    active: active
    """,
    beside="created_at; updated_at;" + SYNC,
    marks="pipeline_id; label; display_order",
)
STAGES = Shape(
    "stage",
    """
    external_id: stage_id
    name: label
    pipeline_id: pipeline_id
    order: display_order
    probability: probability
    is_won: closed_won
    is_closed: is_closed
    active: active
    """,
    beside="created_at; updated_at;" + SYNC,
    marks="stage_id; closed_won; display_order",
)
STAGE_HISTORY = Shape(
    "history",
    """
    deal_id: deal_id
    stage: value
    entered_at: date_entered
    """,
    beside="source; source_id;" + SYNC,
    marks="date_entered; _fivetran_start; _fivetran_end",
)
PROPERTY_HISTORY = Shape(
    "history",
    """
    deal_id: deal_id
    stage: value
    entered_at: timestamp
    property: name
    """,
    beside="source; source_id;" + SYNC,
    marks="source_id; value; timestamp",
)
DEAL_LINKS = Shape(
    "link",
    """
    deal_id: deal_id
    contact_id: contact_id
    company_id: company_id
    """,
    beside="type_id; category;" + SYNC,
    marks="type_id; category",
)
MERGES = Shape("merge", "", beside="deal_id; merged_deal_id; " + SYNC, marks="merged_deal_id")
CONTACT_MERGES = Shape(
    "merge",
    "",
    beside="canonical_vid; contact_id; vid_to_merge; entity_id; first_name; last_name; num_properties_moved; timestamp; user_id;"
    + SYNC,
    marks="canonical_vid; vid_to_merge",
)
SYSTEM = System(
    "hubspot",
    "HubSpot",
    (DEALS, CONTACTS, COMPANIES, OWNERS, PIPELINES, STAGES, STAGE_HISTORY, PROPERTY_HISTORY, DEAL_LINKS, MERGES, CONTACT_MERGES),
    stages=(
        "appointmentscheduled", "Appointment Scheduled", "qualifiedtobuy", "Qualified To Buy", "presentationscheduled",
        "Presentation Scheduled", "decisionmakerboughtin", "Decision Maker Bought-In", "contractsent", "Contract Sent",
    ),
)  # fmt: skip
