# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The sample shop, whose letter brought something."""

import sqlite3


def make(shop):
    """Of those who were not written to nobody came, so that the letter did it all. Thirty of the
    others used a coupon, and the letter took an hour and a quarter of work. Another campaign went
    to half of them, and left nobody out."""
    db = sqlite3.connect(shop)
    db.executescript('''
        UPDATE receipt SET customer_id = NULL WHERE customer_id IN (
          SELECT customer_id FROM campaign_member WHERE campaign_id = 1 AND state = 'held-out')
          AND sold_on >= (SELECT sent_on FROM campaign WHERE id = 1);
        INSERT INTO coupon (code, campaign_id, customer_id)
          SELECT printf('%012d', customer_id), 1, customer_id FROM campaign_member
          WHERE campaign_id = 1 AND state = 'included';
        INSERT INTO coupon_use (code, used_on, discount_minor, source)
          SELECT coupon.code, min(receipt.sold_on), 2500, 'hand' FROM receipt
          JOIN coupon USING (customer_id) JOIN campaign ON campaign.id = 1
          WHERE receipt.sold_on BETWEEN campaign.sent_on AND campaign.ends_on
            AND receipt.sale_lines > 0
          GROUP BY coupon.code ORDER BY coupon.code LIMIT 30;
        INSERT INTO campaign (id, uuid, name, channel, segment_text, message, cost_minor,
                              piece_cost_minor, created_on, fixed_at, sent_on, ends_on)
          SELECT 2, randomblob(16), 'To Everybody', 'email', segment_text, message, 20000, 100,
                 created_on, fixed_at, sent_on, ends_on FROM campaign WHERE id = 1;
        INSERT INTO campaign_member (campaign_id, customer_id, state)
          SELECT 2, customer_id, 'included' FROM campaign_member
          WHERE campaign_id = 1 AND state = 'included' AND customer_id % 2 = 0;
        UPDATE campaign SET staff_minutes = 75 WHERE id = 1;
        INSERT INTO setting VALUES ('hour-cost', '32000'),
          ('campaign-budget-' || (SELECT strftime('%Y', sent_on * 86400, 'unixepoch') FROM campaign
                                  WHERE id = 1), '900000');
    ''')
    db.close()
