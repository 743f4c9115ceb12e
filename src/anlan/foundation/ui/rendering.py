"""How Django draws forms here: one column, label above, hint, error, control (section 8)."""

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select, Widget
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString


class PlainForms(DjangoTemplates):
    """The house's form renderer; ``{{ form }}`` and ``{{ form.field.as_field_group }}`` look right anywhere."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    formset_template_name = "ui/forms/formset.html"


def kind_of(widget: Widget) -> str:
    """How a field is laid out: check (box before its label), group (fieldset), or line."""
    if isinstance(widget, CheckboxInput):
        return "check"
    return "group" if isinstance(widget, CheckboxSelectMultiple | RadioSelect) else "line"


def css_class(widget: Widget) -> str:
    """The kit's class for a control."""
    if isinstance(widget, CheckboxInput | CheckboxSelectMultiple | RadioSelect):
        return "form-check-input"
    return "form-select" if isinstance(widget, Select) else "form-control"


def control(field: BoundField) -> SafeString:
    """The control itself with its class; Django adds aria-describedby and aria-invalid."""
    widget = field.field.widget
    own = str(widget.attrs.get("class", ""))
    return field.as_widget(attrs={"class": f"{css_class(widget)} {own}".strip()})
