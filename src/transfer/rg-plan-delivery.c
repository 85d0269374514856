/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where and how the goods of a receipt were sent: once for the whole receipt. */
#include "transfer/rg-plan-private.h"

/* The texts of a delivery; one that has no column of its own is the customer's. */
static const struct {
  RgRole role;
  RgRole otherwise;
  gsize offset;
} texts[] = {
  { RG_ROLE_DELIVERY_METHOD, RG_ROLE_NONE, G_STRUCT_OFFSET (RgImportDelivery, method) },
  { RG_ROLE_PLACED, RG_ROLE_NONE, G_STRUCT_OFFSET (RgImportDelivery, placed) },
  { RG_ROLE_DELIVERY_NAME, RG_ROLE_NAME, G_STRUCT_OFFSET (RgImportDelivery, name) },
  { RG_ROLE_DELIVERY_STREET, RG_ROLE_STREET, G_STRUCT_OFFSET (RgImportDelivery, street) },
  { RG_ROLE_DELIVERY_POSTCODE, RG_ROLE_POSTCODE, G_STRUCT_OFFSET (RgImportDelivery, postcode) },
  { RG_ROLE_DELIVERY_CITY, RG_ROLE_CITY, G_STRUCT_OFFSET (RgImportDelivery, city) },
  { RG_ROLE_DELIVERY_REGION, RG_ROLE_REGION, G_STRUCT_OFFSET (RgImportDelivery, region) },
  { RG_ROLE_DELIVERY_COUNTRY, RG_ROLE_COUNTRY, G_STRUCT_OFFSET (RgImportDelivery, country) },
};

void
rg_plan_init_delivery (RgPlan *plan)
{
  for (RgRole role = RG_ROLE_DELIVERY_METHOD; role <= RG_ROLE_DELIVERY_COUNTRY; role++)
    if (plan->column[role] >= 0 && plan->delivered == NULL)
      plan->delivered = g_hash_table_new (NULL, NULL);
}

static RgDay
read_sent (RgPlan *plan)
{
  const char *text;
  gsize length;
  gint32 seconds;
  RgDay day = RG_DAY_NONE;
  RgValueProblem problem;

  if (!rg_plan_cell (plan, RG_ROLE_DELIVERED_ON, &text, &length))
    return RG_DAY_NONE;
  problem = rg_date_read (text, length,
                          plan->mapping->columns[plan->column[RG_ROLE_DELIVERED_ON]].order, &day,
                          &seconds);
  if (problem == RG_VALUE_OK)
    return day;
  rg_plan_drop_cell (plan, RG_ROLE_DELIVERED_ON, rg_value_problem_text (problem));
  return RG_DAY_NONE;
}

static gboolean
has_own_address (RgPlan *plan)
{
  const char *text;
  gsize length;

  return rg_plan_cell (plan, RG_ROLE_DELIVERY_STREET, &text, &length) ||
         rg_plan_cell (plan, RG_ROLE_DELIVERY_CITY, &text, &length);
}

/* What a branch hands over has a place where it was sold, and no way of delivery. */
static gboolean
was_sent (RgPlan *plan, const RgImportDelivery *delivery)
{
  return *delivery->method != '\0' || delivery->sent_on != RG_DAY_NONE || has_own_address (plan) ||
         (delivery->cost_minor != RG_IMPORT_UNKNOWN && delivery->cost_minor > 0);
}

void
rg_plan_note_delivery (RgPlan *plan, guint32 receipt)
{
  RgImportDelivery delivery = { .receipt = receipt,
                                .row = (guint32) plan->row->number,
                                .sent_on = RG_DAY_NONE,
                                .cost_minor = RG_IMPORT_UNKNOWN };

  if (plan->delivered == NULL ||
      g_hash_table_contains (plan->delivered, GUINT_TO_POINTER (receipt + 1)))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char **text = (const char **) (gpointer) ((char *) &delivery + texts[i].offset);
      RgRole role = plan->column[texts[i].role] >= 0 ? texts[i].role : texts[i].otherwise;

      *text = role != RG_ROLE_NONE ? rg_plan_text (plan, role)
                                   : rg_text_set_intern (plan->batch->texts, "", 0);
    }
  delivery.sent_on = read_sent (plan);
  if (plan->figures != NULL)
    delivery.cost_minor = g_array_index (plan->figures, RgPlanFigures, receipt).delivery;
  if (!was_sent (plan, &delivery))
    return;
  g_hash_table_add (plan->delivered, GUINT_TO_POINTER (receipt + 1));
  g_array_append_val (plan->batch->deliveries, delivery);
}

void
rg_plan_order_delivery (RgPlan *plan, const guint32 *place)
{
  for (guint i = 0; i < plan->batch->deliveries->len; i++)
    {
      RgImportDelivery *delivery = &g_array_index (plan->batch->deliveries, RgImportDelivery, i);

      delivery->receipt = place[delivery->receipt];
    }
}
