from tests.architecture.permissions import public

ROWS = [
    public("public:home"),
    public("public:report"),
    # Nothing in the post: the first page again, with a word about what is missing.
    public("public:report", 422, "POST"),
    public("public:young"),
    public("public:young_report"),
    public("public:young_report", 422, "POST"),
    public("public:follow_up"),
    public("public:follow_up", 422, "POST"),
    public("public:write", 422, "POST"),
    public("public:help"),
    public("public:privacy"),
    public("public:left"),
]
