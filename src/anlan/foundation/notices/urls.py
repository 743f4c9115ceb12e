from django.urls import path

from anlan.foundation.notices.views import channels, inbox, notices

app_name = "notices"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("bell/", inbox.bell_part, name="bell"),
    path("letters/<uuid:letter_id>/", inbox.letter, name="letter"),
    path("letters/<uuid:letter_id>/acknowledge/", inbox.acknowledge, name="acknowledge"),
    path("read-all/", inbox.read_all, name="read-all"),
    path("address/", inbox.address, name="address"),
    path("sent/", notices.register, name="register"),
    path("new/", notices.compose, name="compose"),
    path("n/<str:code>/", notices.notice, name="notice"),
    path("n/<str:code>/edit/", notices.edit, name="edit"),
    path("n/<str:code>/cap.xml", notices.cap, name="cap"),
    path("n/<str:code>/send-back/", notices.send_back, name="send-back"),
    path("n/<str:code>/move/<slug:name>/", notices.move, name="move"),
    path("n/<str:code>/follow/<slug:name>/", notices.follow, name="follow"),
    path("n/<str:code>/deliveries/", notices.deliveries, name="deliveries"),
    path("n/<str:code>/retry/", notices.retry_all, name="retry-all"),
    path("deliveries/<uuid:delivery_id>/retry/", notices.retry, name="retry"),
    path("channels/", channels.channels, name="channels"),
    path("channels/new/<slug:kind>/", channels.new_channel, name="new-channel"),
    path("channels/<uuid:channel_id>/", channels.channel, name="channel"),
    path("channels/<uuid:channel_id>/test/", channels.try_out, name="try-channel"),
    path("channels/<uuid:channel_id>/retire/", channels.retire, name="retire-channel"),
    path("hours/", channels.set_hours, name="hours"),
]
