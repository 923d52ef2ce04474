"""An order remembers how much of it went back."""

from django.db import migrations, models

FILL = "UPDATE orders_order SET refunded_amount = total_amount WHERE state = 'refunded'"


class Migration(migrations.Migration):
    dependencies = [("orders", "0006_queued_orders")]
    operations = [
        migrations.AddField(
            model_name="order",
            name="refunded_amount",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
