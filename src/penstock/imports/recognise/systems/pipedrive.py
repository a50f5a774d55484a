"""Pipedrive: headers are ``Entity - Field``, in its import workbook and in its exports."""

from penstock.imports.recognise.systems.system import Shape, System

DEALS = Shape(
    "deal",
    """
    external_id: Deal - ID; Deal - Pipedrive System ID
    name: Deal - Title
    value: Deal - Value
    currency: Deal - Currency of Value
    stage: Deal - Stage; Deal - Stage (pipeline)
    pipeline: Deal - Pipeline
    status: Deal - Status
    probability: Deal - Probability
    owner: Deal - Owner
    company: Deal - Organization; Organization; Organization name
    company_id: Deal - Organization ID
    contact: Deal - Contact person; Contact person
    contact_id: Deal - Contact person ID
    contact_emails: Person - Email; Person - Email - Work; Person - Email (Work)
    contact_phones: Person - Phone; Person - Phone - Work; Person - Phone (Work); Person - Phone (Mobile)
    created_at: Deal - Deal created; Deal - Creation date
    stage_entered_at: Deal - Last stage change
    expected_close_on: Deal - Expected close date
    closed_at: Deal - Deal closed on; Deal - Closed on
    won_at: Deal - Won time
    lost_at: Deal - Lost time
    lost_reason: Deal - Lost reason
    source: Deal - Source channel; Deal - Source origin
    tags: Deal - Label
    product: Deal - Product name
    quantity: Deal - Product quantity
    """,
    beside="""Deal - Creator; Deal - Weighted value; Deal - Currency of Weighted value; Deal - Update time; Deal - Next activity date
    Deal - Last activity date; Deal - Last email received; Deal - Last email sent; Deal - Visible to; Deal - Total activities
    Deal - Done activities; Deal - Activities to do; Deal - Email messages count; Deal - Product amount; Deal - Source origin ID
    Deal - Source channel ID; Deal - Archive status; Deal - Archive time; Deal - Sequence enrollment""",
    marks="Deal - Title; Deal - Value; Deal - Stage; Deal - Stage (pipeline); Deal - Status; Deal - Pipeline; Deal - Owner",
)
PEOPLE = Shape(
    "contact",
    """
    external_id: Person - ID; Person - Pipedrive System ID
    name: Person - Name
    first_name: Person - First name
    last_name: Person - Last name
    emails: Person - Email; Person - Email (Work); Person - Email (Home); Person - Email - Work; Person - Email - Home; Person - Email (Other)
    phones: Person - Phone; Person - Phone (Work); Person - Phone (Mobile); Person - Phone - Work; Person - Phone - Mobile; Person - Phone - Home
    job_title: Person - Job title
    company: Person - Organization; Organization name; Organization
    company_id: Person - Organization ID
    owner: Person - Owner
    tags: Person - Label; Person - Labels
    created_at: Person - Creation date; Person - Person created
    """,
    beside="Person - Visible to; Person - Update time; Person - Open deals; Person - Won deals; Person - Lost deals; Person - Total activities",
    marks="Person - Name; Person - First name; Person - Owner; Person - Creation date; Person - Label",
)
ORGANISATIONS = Shape(
    "company",
    """
    external_id: Organization - ID; Organization - Pipedrive System ID
    name: Organization - Name
    address: Organization - Address
    city: Organization - Address - City/town/village/locality of Address; Organization - City/town/village/locality of Address
    region: Organization - Address - State/county of Address; Organization - State/county of Address
    country: Organization - Address - Country of Address; Organization - Country of Address
    postal_code: Organization - Address - ZIP/Postal code of Address; Organization - ZIP/Postal code of Address
    owner: Organization - Owner
    sector: Organization - Industry
    website: Organization - Website
    employees: Organization - Employee count
    revenue: Organization - Annual revenue
    tags: Organization - Labels; Organization - Label
    created_at: Organization - Creation date; Organization - Organization created
    """,
    beside="Organization - Followers; Organization - Visible to; Person name; Organization - People; Organization - Open deals",
    marks="Organization - Name; Organization - Owner; Organization - Address; Organization - Labels",
)
ACTIVITIES = Shape(
    "activity",
    """
    external_id: Activity - ID; Activity - Pipedrive System ID
    subject: Activity - Subject
    kind: Activity - Type
    due_at: Activity - Due date
    done: Activity - Done
    done_at: Activity - Marked as done time
    duration_seconds: Activity - Duration
    owner: Activity - Assigned to user
    note: Activity - Note
    created_at: Activity - Creation date; Activity - Add time
    deal: Deal; Activity - Deal; Deal - Title
    deal_id: Deal - ID; Activity - Deal ID
    company: Organization; Activity - Organization
    contact: Contact person; Activity - Contact person
    """,
    beside="Activity - Due time; Lead; Activity - Creator",
    marks="Activity - Subject; Activity - Type; Activity - Done; Activity - Due date; Activity - Assigned to user",
)
NOTES = Shape(
    "activity",
    """
    external_id: Note - Pipedrive system ID; Note - ID
    note: Note - Content
    created_at: Note - Add time; Note - Creation date
    owner: Note - User; Note - Author
    deal: Deal; Deal - Title
    company: Organization
    contact: Contact person
    """,
    marks="Note - Content",
    fixed={"kind": "note"},
)
PRODUCTS = Shape(
    "product",
    """
    external_id: Product - Pipedrive System ID; Product - ID
    name: Product - Name
    code: Product - Product code
    category: Product - Category
    cost: Product - Cost; Product - Unit cost; Product - Cost per unit
    price: Product - Price; Product - Unit prices
    currency: Product - Currency
    unit: Product - Unit
    description: Product - Description
    active: Product - Active
    """,
    beside="Product - Owner; Product - Tax; Product - Visible to; Product - Billing frequency; Product - Billing cycles; Product - Followers",
    marks="Product - Name; Product - Price; Product - Product code; Product - Unit prices",
)
LEADS = Shape(
    "lead",
    """
    external_id: Lead - Pipedrive System ID; Lead - ID
    name: Lead - Title
    owner: Lead - Owner
    source: Lead - Source channel
    company: Organization
    """,
    beside="Lead - Labels; Contact person; Lead - Source channel ID",
    marks="Lead - Title; Lead - Labels; Lead - Owner",
)
SYSTEM = System(
    "pipedrive",
    "Pipedrive",
    (DEALS, PEOPLE, ORGANISATIONS, ACTIVITIES, NOTES, PRODUCTS, LEADS),
    stages=("Qualified", "Contact Made", "Demo Scheduled", "Proposal Made", "Negotiations Started"),
)
