"""How Django draws forms here: one column, label above, hint, error, control (section 8)."""

from django.core.exceptions import ValidationError
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, Field, RadioSelect, Select, Widget
from django.forms.boundfield import BoundWidget
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString
from django.utils.translation import gettext


class PlainForms(DjangoTemplates):
    """The house's form renderer; ``{{ form }}`` looks right anywhere."""

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


def wrong_texts(field: BoundField) -> list[str]:
    """What is wrong with a field, in words that name it where only a bare "required" was given."""
    return [_text(field, problem) for problem in field.errors.as_data()]


def _text(field: BoundField, problem: ValidationError) -> str:
    bare = Field.default_error_messages["required"]
    if problem.code != "required" or problem.message != bare:
        return " ".join(problem.messages)
    chosen = isinstance(field.field.widget, Select | RadioSelect | CheckboxSelectMultiple)
    words = gettext("选好“%(label)s”") if chosen else gettext("写上“%(label)s”")
    return words % {"label": field.label}


def control(field: BoundField) -> SafeString:
    """The control itself with its class; Django adds aria-describedby and aria-invalid."""
    widget = field.field.widget
    own = str(widget.attrs.get("class", ""))
    return field.as_widget(attrs={"class": f"{css_class(widget)} {own}".strip()})


def options(field: BoundField) -> list[BoundWidget]:
    """The single boxes of a group, with the kit's class."""
    widget = field.field.widget
    attrs = field.build_widget_attrs({"id": field.auto_id, "class": css_class(widget)}, widget)
    rows = widget.subwidgets(field.html_name, field.value(), attrs=attrs)
    return [BoundWidget(widget, row, field.form.renderer) for row in rows]
