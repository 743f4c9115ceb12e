from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "anlan.foundation.products"
    label = "products"
    verbose_name = "报送材料"
