"""The names the demo company and its customers go by; all made up."""

WORKSPACE = "Aurora Pumps"
REPS = {
    "North": ("Rita Novak", "Ben Okafor", "Lena Fischer", "Tomas Lindgren"),
    "East": ("Wei Chen", "Olga Smirnova", "Arman Karimov", "Yulia Petrova"),
}

COUNTRIES = {
    "Germany": ("EUR", ("Nordwerk", "Hafenbau", "Stahlquelle", "Talwasser", "Lindenhof", "Kiesgrund", "Brunnental")),
    "Sweden": ("EUR", ("Fjällström", "Norrsjö", "Björkvik", "Svea Verk", "Mälarkraft")),
    "Poland": ("EUR", ("Wisłapol", "Bałtyk Tech", "Karpaty", "Odra System")),
    "Russia": ("RUB", ("Уралнасос", "Невасталь", "Волгохим", "Сибводстрой", "Ладога", "Енисейпром", "Янтарь", "Тайга")),
    "Kazakhstan": ("RUB", ("Алтын Су", "Ертіс", "Сарыарка", "Тобол Энерго")),
    "China": ("CNY", ("华东泵业", "长江化工", "北辰能源", "青山水务", "远航机械", "松江纸业", "南海食品")),
    "United States": ("USD", ("Lakeshore", "Redwood Mills", "Cascade Foods", "Bayline", "Prairie Energy")),
}
FORMS = {
    "Germany": "{} GmbH",
    "Sweden": "{} AB",
    "Poland": "{} Sp. z o.o.",
    "Russia": "ООО «{}»",
    "Kazakhstan": "ТОО «{}»",
    "China": "{}有限公司",
    "United States": "{} Inc.",
}
SECTORS = ("Water supply", "Chemicals", "Food", "Pulp and paper", "Energy", "Mining", "Construction")
SECOND = {
    "Germany": ("", " Nord", " Süd", " Werke"),
    "Sweden": ("", " Syd", " Industri"),
    "Poland": ("", " Północ", " Invest"),
    "Russia": ("", "-Юг", "-Сервис", "-Проект"),
    "Kazakhstan": ("", "-Астана", "-Сервис"),
    "China": ("", "集团", "科技"),
    "United States": ("", " West", " Holdings"),
}
PEOPLE = {
    "Germany": (("Anna", "Jonas", "Klara", "Dieter", "Miriam"), ("Vogel", "Brandt", "Keller", "Sommer", "Wolff")),
    "Sweden": (("Elin", "Oskar", "Maja", "Nils"), ("Berg", "Lund", "Ekström", "Dahl")),
    "Poland": (("Ewa", "Piotr", "Marta", "Jan"), ("Nowicki", "Zieliński", "Mazur", "Kamińska")),
    "Russia": (("Ирина", "Сергей", "Наталья", "Павел", "Елена"), ("Орлова", "Соколов", "Белова", "Громов", "Зайцева")),
    "Kazakhstan": (("Айгуль", "Данияр", "Асель", "Ерлан"), ("Омарова", "Сериков", "Жумабаева", "Ахметов")),
    "China": (("伟", "芳", "敏", "静", "磊"), ("王", "李", "张", "刘", "陈")),
    "United States": (("Grace", "Marcus", "Dana", "Luis"), ("Hill", "Reyes", "Porter", "Quinn")),
}
POSITIONS = ("Chief engineer", "Head of procurement", "Plant manager", "Technical director", "Buyer")

PRODUCTS = (
    ("Centrifugal pump CP-40", "CP-40", "Pumps", "piece", 4200),
    ("Centrifugal pump CP-80", "CP-80", "Pumps", "piece", 8900),
    ("Submersible pump SP-12", "SP-12", "Pumps", "piece", 6100),
    ("Dosing station DS-3", "DS-3", "Stations", "piece", 15400),
    ("Booster station BS-6", "BS-6", "Stations", "piece", 28700),
    ("Control cabinet", "CC-1", "Automation", "piece", 3300),
    ("Commissioning", "COM", "Services", "day", 950),
    ("Service contract", "SVC", "Services", "month", 420),
)
SOURCES = (
    ("Web site", "web"),
    ("Exhibition", "event"),
    ("Referral", "referral"),
    ("Cold call", "outbound"),
    ("Tender portal", "web"),
    ("Partner", "partner"),
)
TAGS = ("tender", "framework", "urgent", "export", "pilot")
NEEDS = (
    "Pump station for {}",
    "Replacement pumps for {}",
    "Dosing line, {}",
    "Service contract with {}",
    "Booster station for {}",
    "Spare parts for {}",
    "Modernisation at {}",
)
