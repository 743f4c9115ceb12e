from typing import Any

app_name = "worklist"
urlpatterns: list[Any] = []
