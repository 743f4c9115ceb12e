from django import forms

from anlan.foundation.ui.rendering import css_class, kind_of
from anlan.foundation.ui.specimens import SpecimenForm
from anlan.foundation.ui.tags.fields import summary_lines


def test_a_field_has_its_label_its_hint_and_then_its_control():
    html = SpecimenForm()["leaving"].as_field_group()
    assert html.index("<label") < html.index("最早可约明天") < html.index("<input")
    assert 'class="form-control"' in html
    assert 'aria-describedby="id_leaving_helptext"' in html


def test_optional_fields_say_so_and_required_ones_carry_nothing():
    assert "可不填" in SpecimenForm()["note"].as_field_group()
    assert "可不填" not in SpecimenForm()["leaving"].as_field_group()


def test_an_error_stands_above_its_control_and_is_tied_to_it():
    html = SpecimenForm({"phone": "138"})["phone"].as_field_group()
    assert html.index("手机号是 11 位数字") < html.index("<input")
    assert 'aria-invalid="true"' in html
    assert "#al-not_met" in html
    assert 'value="138"' in html


def test_a_bare_required_names_its_field():
    lines = summary_lines(SpecimenForm({}))
    assert lines[0].text == "写上“什么时候出发”"
    assert "写上“什么时候出发”" in SpecimenForm({})["leaving"].as_field_group()
    assert "必填" not in str(SpecimenForm({}))


class Choosing(forms.Form):
    unit = forms.ChoiceField(label="牵头单位", choices=[("", ""), ("a", "甲")])


def test_a_choice_that_was_not_made_is_asked_for_as_a_choice():
    assert summary_lines(Choosing({}))[0].text == "选好“牵头单位”"


def test_a_group_of_boxes_is_a_fieldset_with_a_legend():
    html = SpecimenForm()["places"].as_field_group()
    assert html.startswith("<fieldset")
    assert "<legend>适用校区" in html
    assert html.count("form-check-input") == 3


def test_a_single_box_stands_before_its_label():
    html = SpecimenForm()["seen"].as_field_group()
    assert html.index("<input") < html.index("<label")


def test_the_whole_form_is_drawn_with_the_same_fields():
    html = str(SpecimenForm())
    assert html.count('class="fld') == 6
    assert "<table" not in html


def test_a_widget_keeps_its_own_class():
    assert 'class="form-control w-code"' in SpecimenForm()["phone"].as_field_group()


def test_the_kit_class_follows_the_widget():
    assert css_class(forms.Select()) == "form-select"
    assert css_class(forms.CheckboxInput()) == "form-check-input"
    assert css_class(forms.Textarea()) == "form-control"
    assert [kind_of(w) for w in (forms.CheckboxInput(), forms.RadioSelect(), forms.TextInput())] == [
        "check",
        "group",
        "line",
    ]


def test_the_summary_leads_to_every_wrong_field():
    lines = summary_lines(SpecimenForm({"phone": "1"}))
    assert [line.target for line in lines] == ["id_leaving", "id_phone", "id_places", "id_seen"]


class Pair(forms.Form):
    first = forms.IntegerField(label="一")

    def clean(self):
        raise forms.ValidationError("两处对不上")


def test_an_error_of_the_whole_form_is_in_the_summary_without_a_link():
    assert [(line.target, line.text) for line in summary_lines(Pair({"first": "1"}))] == [("", "两处对不上")]


def test_a_formset_brings_the_errors_of_all_its_forms():
    many = forms.formset_factory(Pair, extra=0, min_num=2, validate_min=True)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-first": "x", "form-1-first": "2"}
    targets = [line.target for line in summary_lines(many(data))]
    assert "id_form-0-first" in targets


def test_given_pairs_are_taken_as_they_are():
    assert summary_lines([("id_x", "写上数")])[0].target == "id_x"


def test_what_a_person_typed_is_escaped():
    assert "<b>x" not in SpecimenForm({"leaving": '"><b>x'})["leaving"].as_field_group()
