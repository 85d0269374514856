/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The rows that rules are asked about one customer after the other. */
#include "rg-plain.h"

static void
person_free (gpointer data)
{
  PlainPerson *person = data;

  g_free (person->name);
  g_free (person->search);
  g_free (person->city);
  g_free (person->country);
  g_free (person->postcode);
  g_free (person->prefers);
  g_ptr_array_unref (person->tags);
  g_free (person);
}

static void
receipt_free (gpointer data)
{
  PlainReceipt *receipt = data;

  g_free (receipt->location);
  g_array_unref (receipt->lines);
  g_free (receipt);
}

static void
product_free (gpointer data)
{
  PlainProduct *product = data;

  g_free (product->code);
  g_free (product->name);
  g_free (product->category);
  g_free (product->brand);
  g_free (product->supplier);
  g_free (product);
}

static void
segment_free (gpointer data)
{
  PlainSegment *segment = data;

  g_free (segment->name);
  g_free (segment->text);
  g_hash_table_unref (segment->hands);
  g_free (segment);
}

Plain *
plain_new (void)
{
  Plain *plain = g_new0 (Plain, 1);

  plain->people = g_ptr_array_new_with_free_func (person_free);
  plain->receipts = g_ptr_array_new_with_free_func (receipt_free);
  plain->products = g_ptr_array_new_with_free_func (product_free);
  plain->segments = g_ptr_array_new_with_free_func (segment_free);
  plain->by_id = g_hash_table_new (NULL, NULL);
  plain->acts = g_array_new (FALSE, FALSE, sizeof (PlainAct));
  plain->points = g_array_new (FALSE, FALSE, sizeof (PlainPoints));
  plain->tickets = g_array_new (FALSE, FALSE, sizeof (PlainTicket));
  plain->digits = 2;
  return plain;
}

void
plain_free (Plain *plain)
{
  g_hash_table_unref (plain->by_id);
  g_ptr_array_unref (plain->people);
  g_ptr_array_unref (plain->receipts);
  g_ptr_array_unref (plain->products);
  g_ptr_array_unref (plain->segments);
  g_array_unref (plain->acts);
  g_array_unref (plain->points);
  g_array_unref (plain->tickets);
  g_free (plain);
}

PlainPerson *
plain_add_person (Plain *plain, gint64 id)
{
  PlainPerson *person = g_new0 (PlainPerson, 1);

  person->id = id;
  person->born = person->joined = RG_DAY_NONE;
  person->tags = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (plain->people, person);
  g_hash_table_insert (plain->by_id, (gpointer) (gintptr) id, person);
  return person;
}

PlainReceipt *
plain_add_receipt (Plain *plain, gint64 id)
{
  PlainReceipt *receipt = g_new0 (PlainReceipt, 1);

  receipt->id = id;
  receipt->lines = g_array_new (FALSE, FALSE, sizeof (PlainLine));
  g_ptr_array_add (plain->receipts, receipt);
  return receipt;
}

PlainProduct *
plain_add_product (Plain *plain, gint64 id, const char *code, const char *name,
                   const char *category)
{
  PlainProduct *product = g_new0 (PlainProduct, 1);

  product->id = id;
  product->code = g_strdup (code);
  product->name = g_strdup (name);
  product->category = g_strdup (category);
  g_ptr_array_add (plain->products, product);
  return product;
}

PlainSegment *
plain_add_segment (Plain *plain, const char *name, const char *text)
{
  PlainSegment *segment = g_new0 (PlainSegment, 1);

  segment->name = g_strdup (name);
  segment->text = g_strdup (text);
  segment->hands = g_hash_table_new (NULL, NULL);
  g_ptr_array_add (plain->segments, segment);
  return segment;
}

void
plain_choose (PlainSegment *segment, gint64 customer, gboolean chosen)
{
  g_hash_table_insert (segment->hands, (gpointer) (gintptr) customer,
                       GINT_TO_POINTER (chosen ? 1 : 2));
}

static PlainPerson *
find (const Plain *plain, gint64 id)
{
  return g_hash_table_lookup (plain->by_id, (gpointer) (gintptr) id);
}

gint64
plain_resolve (const Plain *plain, gint64 id)
{
  const PlainPerson *person = find (plain, id);

  while (person != NULL && person->merged_into != 0)
    person = find (plain, person->merged_into);
  return person != NULL ? person->id : 0;
}

/* Who became part of one that is erased is one of their own. */
static void
free_the_lost (Plain *plain)
{
  g_autofree gint64 *roots = g_new0 (gint64, plain->people->len + 1);

  for (guint i = 0; i < plain->people->len; i++)
    roots[i] = plain_resolve (plain, ((PlainPerson *) plain->people->pdata[i])->id);
  for (guint i = 0; i < plain->people->len; i++)
    if (roots[i] == 0)
      ((PlainPerson *) plain->people->pdata[i])->merged_into = 0;
}

void
plain_settle (Plain *plain)
{
  free_the_lost (plain);
  for (guint i = 0; i < plain->receipts->len; i++)
    {
      PlainReceipt *receipt = plain->receipts->pdata[i];

      receipt->whose = receipt->customer != 0 ? plain_resolve (plain, receipt->customer) : 0;
    }
}
