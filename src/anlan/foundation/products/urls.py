from django.urls import path

from anlan.foundation.products.views import forms, outputs, products, reports

app_name = "products"
ONE = "p/<str:code>/<int:version>/"
urlpatterns = [
    path("", products.index, name="index"),
    path("new/", products.choose, name="choose"),
    path("new/<slug:kind>/", products.prepare, name="prepare"),
    path(ONE, products.product, name="product"),
    path(f"{ONE}sign/", products.sign, name="sign"),
    path(f"{ONE}correct/", products.correct, name="correct"),
    path(f"{ONE}gather/", products.gather_anew, name="gather"),
    path(f"{ONE}drop/", products.drop, name="drop"),
    path(f"{ONE}print/", outputs.print_page, name="print"),
    path(f"{ONE}letter.docx", outputs.docx, name="docx"),
    path(f"{ONE}letter.pdf", outputs.pdf, name="pdf"),
    path(f"{ONE}form.xlsx", outputs.workbook, name="workbook"),
    path("day/", reports.day, name="day"),
    path("day/<uuid:window_id>/", reports.tell, name="tell"),
    path("forms/", forms.index, name="forms"),
    path("forms/<uuid:form_id>/", forms.one, name="form"),
    path("forms/<uuid:form_id>/original/", forms.original, name="original"),
    path("forms/<uuid:form_id>/retire/", forms.retire, name="retire-form"),
]
