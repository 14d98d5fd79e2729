app_name = "follow_up"
urlpatterns = []
