/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is said to turn a rule turns it: for random rules about random people the change is made in
 * the rows, and each row is asked again. */
#include "rg-plain-private.h"
#include "rg-random-segment.h"
#include "rg-random-shop.h"

#include "rules/rg-rfm.h"
#include "rules/rg-why.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static gboolean
is (const RgRule *rule, const char *keyword)
{
  return g_str_equal (rule->kind->keyword, keyword);
}

/* --- making the change -------------------------------------------------------------------- */

/* A day that is as wanted. */
static RgDay
day_of (const RgTurn *turn)
{
  if (turn->wanted)
    return turn->from != G_MININT32 ? turn->from : turn->to;
  return turn->from != G_MININT32 ? turn->from - 1 : turn->to + 1;
}

static void
apply_tags (PlainPerson *person, const RgTurn *turn)
{
  for (guint i = 0; turn->names[i] != NULL; i++)
    if (turn->wanted)
      g_ptr_array_add (person->tags, g_strdup (turn->names[i]));
    else
      for (guint k = person->tags->len; k-- > 0;)
        if (g_ascii_strcasecmp (person->tags->pdata[k], turn->names[i]) == 0)
          g_ptr_array_remove_index (person->tags, k);
}

static void
apply_birthday (PlainPerson *person, const RgRule *rule, const RgTurn *turn)
{
  person->born = RG_DAY_NONE;
  if (turn->unknown)
    {
      person->month = person->mday = 0;
      return;
    }
  if (!is (rule, "birthday in month"))
    {
      /* Of a year in which that day is itself. */
      rg_day_to_ymd (turn->wanted ? turn->from : turn->to + 1, &(int) { 0 }, &person->month,
                     &person->mday);
      return;
    }
  person->month = turn->wanted ? (int) rule->low : (int) rule->low % 12 + 1;
  person->mday = 1;
}

/* FALSE: there is no such segment. */
static gboolean
apply_hand (const Plain *plain, const PlainPerson *person, const RgRule *rule, const RgTurn *turn)
{
  gboolean found = FALSE;

  for (guint i = 0; i < plain->segments->len; i++)
    for (guint k = 0; turn->names[k] != NULL; k++)
      {
        PlainSegment *segment = plain->segments->pdata[i];

        if (g_ascii_strcasecmp (segment->name, turn->names[k]) != 0)
          continue;
        found = TRUE;
        if (turn->wanted)
          plain_choose (segment, person->id, strstr (rule->kind->keyword, "chosen") != NULL);
        else
          g_hash_table_remove (segment->hands, (gpointer) (gintptr) person->id);
      }
  return found;
}

static void
apply_word (char **word, const RgTurn *turn)
{
  g_set_str (word, turn->wanted ? turn->names[0] : "");
}

/* The other way to hear from the shop is any other. */
static void
apply_prefers (PlainPerson *person, const RgTurn *turn)
{
  const char *said = turn->names[0];
  const gboolean nothing = g_str_equal (said, "nothing");

  if (turn->wanted)
    g_set_str (&person->prefers, nothing ? "" : said);
  else
    g_set_str (&person->prefers, nothing || g_str_equal (said, "email") ? "post" : "email");
}

static gboolean
is_called (const PlainProduct *product, RgRuleList list, const char *name)
{
  const char *const words[] = { list == RG_LIST_PRODUCTS     ? product->name
                                : list == RG_LIST_CATEGORIES ? product->category
                                : list == RG_LIST_BRANDS     ? product->brand : product->supplier,
                                list == RG_LIST_PRODUCTS ? product->code : NULL };

  for (guint w = 0; w < G_N_ELEMENTS (words); w++)
    if (words[w] != NULL && g_ascii_strcasecmp (words[w], name) == 0)
      return TRUE;
  return FALSE;
}

static const PlainProduct *
product_called (const Plain *plain, RgRuleList list, const char *name)
{
  for (guint i = 0; i < plain->products->len; i++)
    if (is_called (plain->products->pdata[i], list, name))
      return plain->products->pdata[i];
  return NULL;
}

/* FALSE: there is no such product, or it has to be bought somewhere. */
static gboolean
apply_purchase (Plain *plain, const PlainPerson *person, const RgRule *rule, const RgTurn *turn)
{
  const gboolean without = g_str_has_prefix (rule->kind->keyword, "last bought");
  const PlainProduct *product = product_called (plain, rule->kind->list, turn->names[0]);
  /* After all that is there, where any day will do. */
  const RgDay late = RG_RANDOM_TODAY + 5;
  PlainReceipt *receipt;
  PlainLine line = { .kind = RG_LINE_SALE, .quantity_milli = 1000, .net_minor = 500 };

  if (product == NULL || (without && rule->window.mode != RG_WINDOW_EVER) ||
      rule->where.locations != NULL || rule->where.selling != RG_SELLING_ANY ||
      rule->where.weekdays != 0 || rule->where.month_from != 0 ||
      rule->where.hour_from != rule->where.hour_to)
    return FALSE;
  receipt = plain_add_receipt (plain, RG_RANDOM_RECEIPTS + 1);
  line.product = product->id;
  g_array_append_val (receipt->lines, line);
  receipt->customer = receipt->whose = person->id;
  receipt->second = RG_TIME_NONE;
  receipt->location = g_strdup ("Oslo");
  receipt->day = without || (turn->from <= late && turn->to >= late) || turn->to == 0 ? late
                 : turn->from != G_MININT32 ? turn->from : turn->to;
  return TRUE;
}

/* A sale on one day, of a product or of anything. */
static PlainReceipt *
add_sale (Plain *plain, const PlainPerson *person, RgDay day, gint64 product)
{
  PlainReceipt *receipt = plain_add_receipt (plain, RG_RANDOM_RECEIPTS + 1 + day);
  const PlainLine line = { .product = product, .kind = RG_LINE_SALE, .quantity_milli = 1000,
                           .net_minor = 500 };

  g_array_append_val (receipt->lines, line);
  receipt->customer = receipt->whose = person->id;
  receipt->second = RG_TIME_NONE;
  receipt->location = g_strdup ("Oslo");
  receipt->day = day;
  return receipt;
}

static gboolean
came_on (const Plain *plain, const PlainPerson *person, RgDay day)
{
  for (guint i = 0; i < plain->receipts->len; i++)
    {
      const PlainReceipt *receipt = plain->receipts->pdata[i];

      for (guint k = 0; receipt->whose == person->id && receipt->day == day &&
                        k < receipt->lines->len; k++)
        if (g_array_index (receipt->lines, PlainLine, k).kind == RG_LINE_SALE)
          return TRUE;
    }
  return FALSE;
}

/* Nothing of them from one day up to another. */
static void
lose_receipts (const Plain *plain, const PlainPerson *person, RgDay from, RgDay to)
{
  for (guint i = 0; i < plain->receipts->len; i++)
    {
      PlainReceipt *receipt = plain->receipts->pdata[i];

      if (receipt->whose == person->id && receipt->day >= from && receipt->day <= to)
        receipt->whose = receipt->customer = 0;
    }
}

static gboolean
came_ever (const Plain *plain, const PlainPerson *person)
{
  for (guint i = 0; i < plain->receipts->len; i++)
    {
      const PlainReceipt *receipt = plain->receipts->pdata[i];

      if (receipt->whose == person->id && came_on (plain, person, receipt->day))
        return TRUE;
    }
  return FALSE;
}

/* All their visits are on a day that is as wanted, or there is none. */
static void
apply_visits (Plain *plain, const PlainPerson *person, const RgTurn *turn)
{
  const gboolean any = turn->from == G_MININT32 && turn->to == G_MAXINT32;

  if (turn->never || turn->unknown)
    {
      lose_receipts (plain, person, G_MININT32, G_MAXINT32);
      return;
    }
  if (!came_ever (plain, person))
    add_sale (plain, person, any ? plain->today : day_of (turn), 0);
  for (guint i = 0; !any && i < plain->receipts->len; i++)
    {
      PlainReceipt *receipt = plain->receipts->pdata[i];

      if (receipt->whose == person->id)
        receipt->day = day_of (turn);
    }
}

/* Came for the first time on a day, or never. */
static void
apply_beginning (Plain *plain, const PlainPerson *person, const RgTurn *turn)
{
  lose_receipts (plain, person, G_MININT32, turn->never ? G_MAXINT32 : turn->first - 1);
  if (!turn->never && !came_on (plain, person, turn->first))
    add_sale (plain, person, turn->first, 0);
}

/* Comes once on one of some days, or on all of them that are free, or so many days apart; and then
 * stays away until a day to come. */
static void
apply_coming (Plain *plain, const PlainPerson *person, const RgTurn *turn)
{
  const RgDay from = turn->from != G_MININT32 ? turn->from : turn->to - 2000;

  if (turn->never || turn->first > 0)
    apply_beginning (plain, person, turn);
  if (turn->until > 0)
    plain->today = turn->until;
  for (guint i = 0; turn->every > 0 && i < turn->times; i++)
    add_sale (plain, person, turn->from + (RgDay) (i * turn->every), 0);
  if (turn->every == 0 && turn->times == 1)
    add_sale (plain, person, g_test_rand_int_range (from, turn->to + 1), 0);
  for (RgDay day = from; turn->every == 0 && turn->times > 1 && day <= turn->to; day++)
    if (!came_on (plain, person, day))
      add_sale (plain, person, day, 0);
}

/* So many visits more that the rule looks at. FALSE: it is not said how many, or no visit is. */
static gboolean
apply_share (Plain *plain, const PlainPerson *person, const RgRule *rule, const RgTurn *turn)
{
  for (guint i = 0; i < turn->times; i++)
    {
      PlainReceipt *receipt = add_sale (plain, person, plain->today, 0);
      guint tries = 0;

      receipt->id = RG_RANDOM_RECEIPTS * 1000 + i;
      do
        {
          receipt->day = g_test_rand_int_range (RG_RANDOM_FIRST, RG_RANDOM_TODAY + 40);
          receipt->second = g_test_rand_int_range (0, 86400);
          receipt->online = g_test_rand_bit ();
          g_set_str (&receipt->location, receipt->online ? "Blue" : "Oslo");
        }
      while (!plain_looks_at (plain, rule, receipt) && tries++ < 10000);
      if (!plain_looks_at (plain, rule, receipt))
        return FALSE;
    }
  return turn->times > 0;
}

static void
apply_spend (Plain *plain, const PlainPerson *person, const RgTurn *turn)
{
  const PlainReceipt *receipt = add_sale (plain, person, plain->today, 0);

  g_array_index (receipt->lines, PlainLine, 0).net_minor = turn->by;
}

/* Who never bought it does, and comes after it, or does not. FALSE: there is no such product, or it
 * would have to be bought at some time or place. */
static gboolean
apply_first_purchase (Plain *plain, const PlainPerson *person, const RgRule *rule,
                      const RgTurn *turn, gboolean away)
{
  const PlainProduct *product = product_called (plain, rule->kind->list, turn->names[0]);
  const RgDay late = RG_RANDOM_TODAY + 5;

  if (product == NULL || (rule->window.mode != RG_WINDOW_EVER && turn->first == 0) ||
      rule->where.locations != NULL || rule->where.selling != RG_SELLING_ANY ||
      rule->where.weekdays != 0 || rule->where.month_from != 0 ||
      rule->where.hour_from != rule->where.hour_to)
    return FALSE;
  if (turn->first > 0)
    {
      lose_receipts (plain, person, turn->first, G_MAXINT32);
      add_sale (plain, person, turn->first, product->id);
      return TRUE;
    }
  add_sale (plain, person, late, product->id);
  if (away)
    plain->today = late + rule->within + 1;
  else
    add_sale (plain, person, late + 1, 0);
  return TRUE;
}

/* Comes after the purchase, or did not, nor will for some days. */
static gboolean
apply_after (Plain *plain, const PlainPerson *person, const RgRule *rule, const RgTurn *turn)
{
  const gboolean away = g_str_has_prefix (rule->kind->keyword, "stayed");

  if (turn->names != NULL)
    return apply_first_purchase (plain, person, rule, turn, away);
  if (turn->wanted != away)
    add_sale (plain, person, turn->from, 0);
  else
    lose_receipts (plain, person, turn->from, turn->to);
  if (turn->until > 0)
    plain->today = turn->until;
  return TRUE;
}

/* A purchase of what lasts, or all pieces of it are brought back. */
static gboolean
apply_lasting (Plain *plain, const PlainPerson *person, const RgTurn *turn)
{
  if (turn->product != 0)
    {
      PlainReceipt *receipt =
        add_sale (plain, person, turn->from != G_MININT32 ? turn->from
                                 : turn->to != G_MAXINT32 ? turn->to : plain->today, turn->product);

      g_array_index (receipt->lines, PlainLine, 0).quantity_milli = 1000 * MAX (turn->pieces, 1);
    }
  for (guint i = 0; turn->product == 0 && i < plain->products->len; i++)
    {
      const PlainProduct *product = plain->products->pdata[i];
      PlainReceipt *receipt;
      PlainLine *line;

      if (!g_strv_contains ((const char *const *) turn->names, product->name))
        continue;
      receipt = add_sale (plain, person, RG_RANDOM_TODAY + 5, product->id);
      line = &g_array_index (receipt->lines, PlainLine, 0);
      line->kind = RG_LINE_RETURN;
      line->quantity_milli = G_GINT64_CONSTANT (1) << 50;
    }
  return TRUE;
}

/* Buys it once, or so many days apart; or buys none until a day to come, or never did. FALSE: there
 * is no such product. */
static gboolean
apply_again (Plain *plain, const PlainPerson *person, const RgRule *rule, const RgTurn *turn)
{
  const PlainProduct *product = product_called (plain, rule->kind->list, turn->names[0]);

  if (turn->never)
    lose_receipts (plain, person, G_MININT32, G_MAXINT32);
  if (turn->until > 0)
    plain->today = turn->until;
  else if (product != NULL && (!turn->never || turn->times > 0))
    for (RgDay day = turn->from; day <= turn->to; day += (RgDay) MAX (turn->every, 1))
      add_sale (plain, person, day, product->id);
  return product != NULL || turn->until > 0 || (turn->never && turn->times == 0);
}

/* Something is done in the web shop, or was not. FALSE: there is no such product. */
static gboolean
apply_act (Plain *plain, const PlainPerson *person, const RgRule *rule, const RgTurn *turn)
{
  const gboolean left = strstr (rule->kind->keyword, "left") != NULL;
  const gboolean done = g_str_has_prefix (rule->kind->keyword, "never") != turn->wanted;
  const PlainProduct *product = product_called (plain, rule->kind->list, turn->names[0]);
  const PlainAct act = { .customer = person->id, .product = product != NULL ? product->id : 0,
                         .day = turn->from != G_MININT32   ? turn->from
                                : turn->to != G_MAXINT32 ? turn->to : plain->today,
                         .left = left };

  if (turn->unbought != 0)
    lose_receipts (plain, person, turn->unbought, G_MAXINT32);
  /* They did it already. */
  if (turn->unbought != 0 && turn->from == 0)
    return TRUE;
  for (guint i = plain->acts->len; !done && i-- > 0;)
    {
      const PlainAct *one = &g_array_index (plain->acts, PlainAct, i);

      if (one->left == left && plain_resolve (plain, one->customer) == person->id)
        g_array_remove_index (plain->acts, i);
    }
  if (done)
    g_array_append_val (plain->acts, act);
  return !done || product != NULL;
}

/* FALSE: as of apply_purchase(); or they would have had to pay something else. */
static gboolean
apply_payment (Plain *plain, const PlainPerson *person, const RgRule *rule, const RgTurn *turn)
{
  PlainReceipt *receipt;
  PlainLine *line;
  RgOp op;

  if (!turn->wanted || !apply_purchase (plain, person, rule, turn))
    return FALSE;
  receipt = plain->receipts->pdata[plain->receipts->len - 1];
  line = &g_array_index (receipt->lines, PlainLine, 0);
  rg_op_is_not (rule->op, &op);
  /* So many pieces that any price can be paid. */
  line->quantity_milli = 10000 * 1000;
  line->net_minor = op == RG_OP_AT_MOST ? rule->high : rule->low;
  return TRUE;
}

/* What is bought of the first may be of the second as well. */
static gboolean
shares_product (const Plain *plain, const RgRule *rule)
{
  const PlainProduct *one = product_called (plain, rule->kind->list, rule->names[0]);

  for (guint i = 0; one != NULL && rule->others != NULL && rule->others[i] != NULL; i++)
    if (is_called (one, rule->kind->list, rule->others[i]))
      return TRUE;
  return FALSE;
}

/* The last of them came, or was spent, on a day of the turn, or none ever. */
static void
apply_points (Plain *plain, const PlainPerson *person, const RgRule *rule, const RgTurn *turn)
{
  const gboolean got = is (rule, "last points got");
  const PlainPoints row = {
    .id = plain->points->len + 1000, .customer = person->id, .points = got ? 1 : -1,
    .kind = got ? RG_LOT_GIVEN : RG_LOT_SPENT, .lapses = RG_DAY_NONE,
    .on = turn->never ? 0 : day_of (turn),
  };

  for (guint i = plain->points->len; i-- > 0;)
    {
      const PlainPoints *other = &g_array_index (plain->points, PlainPoints, i);

      if (other->customer == person->id &&
          (got ? other->points > 0 : other->kind == RG_LOT_SPENT))
        g_array_remove_index (plain->points, i);
    }
  if (!turn->never)
    g_array_append_val (plain->points, row);
}

/* FALSE where the rows do not have what the rule is about. */
static gboolean
apply (Plain *plain, PlainPerson *person, const RgRule *rule, const RgTurn *turn)
{
  if (is (rule, "tag") || is (rule, "tags"))
    apply_tags (person, turn);
  else if (is (rule, "has"))
    person->flags = (person->flags & ~(1u << rule->has)) | (guint) turn->wanted << rule->has;
  else if (is (rule, "prefers"))
    apply_prefers (person, turn);
  else if (is (rule, "city"))
    apply_word (&person->city, turn);
  else if (is (rule, "country"))
    apply_word (&person->country, turn);
  else if (is (rule, "postcode"))
    apply_word (&person->postcode, turn);
  else if (is (rule, "name"))
    apply_word (&person->name, turn);
  else if (is (rule, "permission"))
    {
      person->permission[rule->channel] = turn->permission;
      person->since[rule->channel] = turn->from != G_MININT32 ? turn->from : turn->to;
    }
  else if (is (rule, "joined"))
    person->joined = !turn->wanted && turn->to == G_MAXINT32 && turn->from == G_MININT32
                       ? RG_DAY_NONE : MIN (day_of (turn), RG_RANDOM_TODAY + 100);
  else if (g_str_has_prefix (rule->kind->keyword, "birthday"))
    apply_birthday (person, rule, turn);
  else if (is (rule, "first visit") || is (rule, "last visit") || is (rule, "not since") ||
           is (rule, "first-visit anniversary in"))
    apply_visits (plain, person, turn);
  else if ((g_str_has_prefix (rule->kind->keyword, "never bought") && !turn->wanted) ||
           g_str_has_prefix (rule->kind->keyword, "last bought") ||
           (strstr (rule->kind->keyword, "but not bought") != NULL && !turn->wanted))
    return !shares_product (plain, rule) && apply_purchase (plain, person, rule, turn);
  else if (strstr (rule->kind->keyword, "but not bought") != NULL)
    return apply_act (plain, person, rule, turn);
  else if (is (rule, "share of visits"))
    return apply_share (plain, person, rule, turn);
  else if (is (rule, "sales band"))
    apply_spend (plain, person, turn);
  else if (is (rule, "stage") || is (rule, "rhythm"))
    apply_coming (plain, person, turn);
  else if (is (rule, "joining anniversary in"))
    person->joined = turn->unknown ? RG_DAY_NONE : day_of (turn);
  else if (g_str_has_prefix (rule->kind->keyword, "came back") ||
           g_str_has_prefix (rule->kind->keyword, "stayed away"))
    return apply_after (plain, person, rule, turn);
  else if (strstr (rule->kind->keyword, "warranty") || strstr (rule->kind->keyword, "lifetime"))
    return apply_lasting (plain, person, turn);
  else if (g_str_has_prefix (rule->kind->keyword, "never looked") ||
           g_str_has_prefix (rule->kind->keyword, "never left"))
    return apply_act (plain, person, rule, turn);
  else if (is (rule, "last points got") || is (rule, "last points spent"))
    apply_points (plain, person, rule, turn);
  else if (g_str_has_prefix (rule->kind->keyword, "paid for"))
    return apply_payment (plain, person, rule, turn);
  else if (g_str_has_prefix (rule->kind->keyword, "due again"))
    return apply_again (plain, person, rule, turn);
  else if (strstr (rule->kind->keyword, "chosen for") || strstr (rule->kind->keyword, "left out"))
    return apply_hand (plain, person, rule, turn);
  else
    return FALSE;
  return TRUE;
}

/* --- random people ------------------------------------------------------------------------ */

/* Somebody of whom nobody is a part. */
static guint
random_alone (const Plain *plain)
{
  for (;;)
    {
      const guint p = (guint) g_test_rand_int_range (0, RG_RANDOM_PEOPLE);
      const PlainPerson *person = plain->people->pdata[p];
      gboolean alone = person->merged_into == 0;

      for (guint i = 0; i < plain->people->len; i++)
        {
          const PlainPerson *other = plain->people->pdata[i];

          alone &= other->merged_into == 0 || plain_resolve (plain, other->id) != person->id;
        }
      if (alone)
        return p;
    }
}

/* What nobody in the rows has said cannot be turned there. */
static gboolean
has_rows (const RgRuleKind *kind)
{
  return !(kind->fields & RG_FIELD_OWN) && !g_str_equal (kind->keyword, "text");
}

/* Of somebody something is otherwise, whatever it is. */
static void
change_anything (Plain *plain, PlainPerson *person)
{
  static char *const words[] = { (char *) "red", (char *) "blue", NULL };
  const RgTurn tags = { .wanted = g_test_rand_bit (), .names = (char **) words };

  for (guint i = (guint) g_test_rand_int_range (0, 4); i > 0; i--)
    {
      const guint k = (guint) g_test_rand_int_range (0, (int) plain->products->len);
      const PlainProduct *product = plain->products->pdata[k];

      add_sale (plain, person, g_test_rand_int_range (RG_RANDOM_FIRST - 400, RG_RANDOM_TODAY),
                product->id);
    }
  apply_tags (person, &tags);
  person->flags = (guint) g_test_rand_int_range (0, 16);
  person->joined = g_test_rand_int_range (RG_RANDOM_FIRST, RG_RANDOM_TODAY);
  person->born = g_test_rand_int_range (0, RG_RANDOM_FIRST);
  for (guint c = 0; c < RG_CHANNELS; c++)
    {
      person->permission[c] = (RgPermission) g_test_rand_int_range (0, 3);
      person->since[c] = person->permission[c] != RG_PERMISSION_UNKNOWN
                           ? g_test_rand_int_range (RG_RANDOM_FIRST, RG_RANDOM_TODAY) : 0;
    }
}

/* Where it is said that nothing would turn a rule, nothing does. */
static void
stays (Plain *plain, PlainPerson *person, const RgRule *rule, guint p, guint8 before,
       const RgRuleWhy *why)
{
  g_assert_nonnull (why->change);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree guint8 *after = NULL;

      change_anything (plain, person);
      after = plain_rule (plain, rule);
      if (after[p] != before)
        g_error ("“%s” turned of %d: %s", rg_rule_print (rule), (int) person->id, why->change);
    }
}

/* Whether anything was said, and could be done. */
static gboolean
turns (const RgRuleKind *kind)
{
  g_autoptr (Plain) plain = rg_random_shop ();
  g_autoptr (RgDataset) dataset = rg_random_shop_build (plain);
  const RgSegmentContext context = { .dataset = dataset, .today = RG_RANDOM_TODAY, .digits = 2,
                                     .first_weekday = plain->first_weekday };
  g_autoptr (RgNode) root = rg_node_new_group (RG_NODE_ALL);
  RgNode *node = rg_random_rule_of (kind, rg_random_words, RG_RANDOM_WORDS, RG_RANDOM_FIRST,
                                    RG_RANDOM_TODAY);
  const guint p = random_alone (plain);
  PlainPerson *person = plain->people->pdata[p];
  g_autofree char *text = rg_rule_print (&node->rule);
  g_autofree guint8 *before = plain_rule (plain, &node->rule);
  g_autofree guint8 *after = NULL;
  g_autoptr (RgWhy) why = NULL;

  rg_node_insert (root, -1, node);
  why = rg_segment_explain (root, &context, rg_dataset_find_customer (dataset, person->id), "EUR");
  g_assert_cmpint (why->nodes[1].holds, ==, before[p]);
  if (why->nodes[1].change == NULL && !kind->nested)
    g_error ("“%s” of %d: nothing is said", text, (int) person->id);
  if (why->nodes[1].turn.nothing && has_rows (kind))
    stays (plain, person, &node->rule, p, before[p], &why->nodes[1]);
  if (why->nodes[1].turn.nothing || kind->turn == NULL || !has_rows (kind))
    return why->nodes[1].turn.nothing;
  if (why->nodes[1].change != NULL && is (&node->rule, "rfm group"))
    {
      const RgTurn *turn = &why->nodes[1].turn;

      g_assert_cmpint (rg_rfm_region_of (turn->recency, turn->frequency) == node->rule.has, ==,
                       turn->wanted);
      return TRUE;
    }
  if (why->nodes[1].change == NULL ||
      !apply (plain, person, &node->rule, &why->nodes[1].turn))
    return FALSE;
  after = plain_rule (plain, &node->rule);
  if (after[p] == before[p])
    g_error ("“%s” of %d: %s", text, (int) person->id, why->nodes[1].change);
  return TRUE;
}

static void
test_changes_turn (void)
{
  const char *wanted = g_getenv ("REGULARS_TURN_ROUNDS");
  const guint rounds = wanted != NULL ? (guint) atoi (wanted) : 20;
  guint purchases = 0; /* of which few are of something that there is */

  for (guint k = 0; k < rg_n_rule_kinds (); k++)
    {
      const RgRuleKind *kind = rg_rule_kind_at (k);
      const gboolean applied = kind->turn != NULL && has_rows (kind);
      const gboolean often = applied && kind->list < RG_LIST_PRODUCTS;
      guint done = 0;

      /* Some are seldom of visits that there can be. */
      for (guint i = 0; i < (applied ? rounds : rounds / 4) ||
                        (often && done == 0 && i < 50 * rounds); i++)
        done += turns (kind);
      if (applied)
        g_test_message ("%s: %u of %u", kind->keyword, done, rounds);
      if (applied && done == 0 && kind->list < RG_LIST_PRODUCTS)
        g_error ("“%s” never turned", kind->keyword);
      purchases += kind->list >= RG_LIST_PRODUCTS ? done : 0;
    }
  /* Twelve or so of twenty rounds. */
  g_assert_cmpuint (purchases, >, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/turn/changes-turn", test_changes_turn);
  return g_test_run ();
}
