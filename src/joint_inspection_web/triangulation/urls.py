app_name = "triangulation"
urlpatterns: list = []
