app_name = "accuracy"
urlpatterns = []
