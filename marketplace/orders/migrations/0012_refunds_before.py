"""Orders that were called off before refunds had rows of their own get one."""

from django.db import migrations

FILL = """
INSERT INTO orders_refund (
  public_id, order_id, kind, amount, cash_amount, credit_amount, discount_amount, reserve_amount,
  from_escrow, from_clearing, from_available, from_reserve, fee_amount, reason, "by", "at")
SELECT substr(md5(random()::text || o.id), 1, 12), o.id, 'ended', o.total_amount, o.total_amount,
       0, 0, 0, o.total_amount, 0, 0, 0, 0, '',
       coalesce((SELECT t.actor_kind FROM orders_timelineentry t
                  WHERE t.order_id = o.id ORDER BY t.id DESC LIMIT 1), 'timer'),
       o.closed_at
  FROM orders_order o
 WHERE o.state = 'refunded'
   AND NOT EXISTS (SELECT 1 FROM orders_refund r WHERE r.order_id = o.id)
"""


class Migration(migrations.Migration):
    dependencies = [("orders", "0011_bargains")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
