from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0004_word_of_mouth"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notification",
            name="group",
            field=models.CharField(
                choices=[
                    ("orders", "Orders"),
                    ("messages", "Messages"),
                    ("money", "Money"),
                    ("articles", "Articles"),
                    ("gigs", "Gigs"),
                    ("contests", "Contests"),
                    ("referrals", "Word of mouth"),
                    ("forum", "Forum: answers to you"),
                    ("forum_watched", "Forum: what you watch"),
                    ("account", "Account"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="preference",
            name="group",
            field=models.CharField(
                choices=[
                    ("orders", "Orders"),
                    ("messages", "Messages"),
                    ("money", "Money"),
                    ("articles", "Articles"),
                    ("gigs", "Gigs"),
                    ("contests", "Contests"),
                    ("referrals", "Word of mouth"),
                    ("forum", "Forum: answers to you"),
                    ("forum_watched", "Forum: what you watch"),
                    ("account", "Account"),
                ],
                max_length=16,
            ),
        ),
    ]
