/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `segment`: counting, listing, explaining and saving segments. */
#include "config.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "ctl/rg-ctl-commands.h"
#include "ctl/rg-ctl-segment.h"
#include "rules/rg-segment-odd.h"
#include "rules/rg-why.h"
#include "store/rg-segment-freeze.h"
#include "store/rg-segment-past.h"
#include "store/rg-store-segments.h"
#include "store/rg-why-records.h"

/* A text, and what it comes to on the shop's dataset. */
typedef struct {
  RgNode *root;
  RgDataset *dataset;
  RgRuleCache *cache;
  RgSegmentResult *result;
  RgSegmentContext context;
  const RgShop *shop;
} Counted;

static void
counted_clear (Counted *counted)
{
  g_clear_pointer (&counted->result, rg_segment_result_free);
  g_clear_pointer (&counted->cache, rg_rule_cache_unref);
  g_clear_pointer (&counted->dataset, rg_dataset_unref);
  g_clear_pointer (&counted->root, rg_node_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Counted, counted_clear)

static void
rg_ctl_segment_warn (RgCtl *ctl, const Counted *counted)
{
  g_autoptr (GPtrArray) nodes = rg_node_flatten (counted->root);
  g_autoptr (RgOdds) odds = rg_odds_new (counted->shop->currency, &counted->context);

  for (guint i = 0; i < nodes->len; i++)
    {
      const RgNode *node = nodes->pdata[i];
      const char *name = node->type == RG_NODE_RULE
                           ? rg_rule_unknown_name (&node->rule, counted->dataset) : NULL;
      g_autofree char *odd = rg_odds_dup (odds, node);

      if (odd != NULL)
        rg_ctl_say (ctl, "%s", odd);
      if (name != NULL)
        /* Translators: a name in a rule, which is not the name of anything in the shop. */
        rg_ctl_say (ctl, _("Nothing in the shop is called “%s”.\n"), name);
    }
}

typedef struct {
  const char *text;
  RgSavedSegment *segment;
} Found;

static gboolean
rg_ctl_segment_find_in_thread (RgDb *db, gpointer data, GError **error)
{
  Found *found = data;

  found->segment = rg_segment_find (db, found->text, error);
  return found->segment != NULL;
}

/* A saved one by its id or name, else what the text itself says. */
RgNode *
rg_ctl_segment_parse (RgStore *store, const char *text, gint64 *id, GError **error)
{
  g_autoptr (RgSavedSegment) segment = NULL;
  Found known = { text, NULL };

  rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_segment_find_in_thread, &known, NULL, NULL);
  segment = known.segment;
  if (id != NULL)
    *id = segment != NULL ? segment->id : 0;
  return rg_segment_parse (segment != NULL ? segment->text : text, NULL, error);
}

gboolean
rg_ctl_segment_parse_day (RgStore *store, const char *text, RgDay *day, GError **error)
{
  *day = rg_day_parse_iso (text);
  if (*day == RG_DAY_NONE)
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   _("“%s” is no day. Write days as 2026-11-21."), text);
      return FALSE;
    }
  return rg_segment_past_check_day (rg_store_get_shop (store), *day, error);
}

void
rg_ctl_segment_say_before (RgCtl *ctl, const RgDataset *now, RgDay day)
{
  g_autofree char *first = rg_day_format (now->first_day);

  if (now->first_day != RG_DAY_NONE && day < now->first_day)
    /* Translators: %s is a day. */
    rg_ctl_say (ctl, _("The first sale that is known was on %s.\n"), first);
}

/* Puts the shop as it was in place of the shop as it is. */
static gboolean
rg_ctl_segment_go_back (RgCtl *ctl, RgStore *store, const char *on, Counted *counted,
                        GError **error)
{
  g_autoptr (RgPast) past = NULL;
  RgDataset *then;
  RgDay day;

  if (!rg_ctl_segment_parse_day (store, on, &day, error))
    return FALSE;
  rg_ctl_segment_say_before (ctl, counted->dataset, day);
  past = rg_past_open (store, counted->shop, counted->dataset, day, error);
  then = past != NULL ? rg_past_get (past, day, error) : NULL;
  if (then == NULL)
    return FALSE;
  rg_dataset_unref (counted->dataset);
  counted->dataset = then;
  counted->context = rg_segment_past_context (then, counted->shop, day);
  counted->context.cache = counted->cache;
  return TRUE;
}

/* on: a day as it was typed, or NULL for now. */
static gboolean
rg_ctl_segment_count_text (RgCtl *ctl, const char *text, const char *on, Counted *counted,
                           GError **error)
{
  RgStore *store = rg_ctl_get_store (ctl, error);

  counted->root = store != NULL ? rg_ctl_segment_parse (store, text, NULL, error) : NULL;
  if (counted->root == NULL)
    return FALSE;
  counted->dataset = rg_ctl_dup_dataset (ctl, error);
  if (counted->dataset == NULL)
    return FALSE;
  counted->shop = rg_store_get_shop (store);
  counted->cache = rg_rule_cache_new ();
  counted->context = (RgSegmentContext) {
    counted->dataset, rg_shop_get_counting_day (counted->shop, counted->dataset),
    counted->shop->digits, counted->shop->first_weekday, counted->cache
  };
  if (on != NULL && !rg_ctl_segment_go_back (ctl, store, on, counted, error))
    return FALSE;
  counted->result = rg_segment_count (counted->root, &counted->context);
  rg_ctl_segment_warn (ctl, counted);
  return TRUE;
}

static gboolean
rg_ctl_segment_count (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *on = NULL;
  const GOptionEntry entries[] = { { "on", 0, 0, G_OPTION_ARG_STRING, &on }, { NULL } };
  g_auto (Counted) counted = { 0 };
  g_autofree char *sentence = NULL;
  const char *no_data;

  if (!rg_ctl_parse (ctl, &rest, entries, 2, 2, error) ||
      !rg_ctl_segment_count_text (ctl, rest[2], on, &counted, error))
    return FALSE;
  sentence = rg_segment_sentence (counted.root, counted.shop->currency);
  no_data = rg_segment_no_data (counted.root, counted.dataset);
  /* Translators: how many members, of how many customers. */
  if (no_data == NULL || counted.result->count > 0)
    rg_ctl_print (ctl, _("%u of %u customers\n"), counted.result->count,
                  counted.result->customers);
  if (no_data != NULL)
    rg_ctl_print (ctl, "%s\n", no_data);
  rg_ctl_print (ctl, "%s\n", sentence);
  if (!rg_ctl_wants_json (ctl))
    return TRUE;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "count", counted.result->count);
  rg_ctl_json_int (ctl, "customers", counted.result->customers);
  rg_ctl_json_text (ctl, "sentence", sentence);
  if (no_data != NULL)
    rg_ctl_json_text (ctl, "no_data", no_data);
  rg_ctl_json_int (ctl, "net_sales_minor", counted.result->spend);
  rg_ctl_json_int (ctl, "shop_net_sales_minor", counted.result->net_sales);
  json_builder_end_object (rg_ctl_get_json (ctl));
  return TRUE;
}

/* --- list ------------------------------------------------------------------------------------- */

typedef struct {
  GArray *ids;
  GPtrArray *members;
} Members;

static gboolean
rg_ctl_segment_members_in_thread (RgDb *db, gpointer data, GError **error)
{
  Members *members = data;

  members->members = rg_segment_read_members (db, (const gint64 *) (gpointer) members->ids->data,
                                              members->ids->len, error);
  return members->members != NULL;
}

static GArray *
rg_ctl_segment_ids (const Counted *counted)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n;
  g_autofree guint32 *positions = rg_bitset_list (counted->result->members, &n);

  for (guint i = 0; i < n; i++)
    {
      gint64 id = rg_dataset_customer_id (counted->dataset, positions[i]);

      g_array_append_val (ids, id);
    }
  return ids;
}

static gboolean
rg_ctl_segment_list (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *on = NULL;
  const GOptionEntry entries[] = { { "on", 0, 0, G_OPTION_ARG_STRING, &on }, { NULL } };
  g_auto (Counted) counted = { 0 };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) members = NULL;
  Members reading = { NULL, NULL };

  if (!rg_ctl_parse (ctl, &rest, entries, 2, 2, error) ||
      !rg_ctl_segment_count_text (ctl, rest[2], on, &counted, error))
    return FALSE;
  reading.ids = ids = rg_ctl_segment_ids (&counted);
  if (!rg_store_read_sync (rg_ctl_get_store (ctl, error), RG_READER_REPORT,
                           rg_ctl_segment_members_in_thread, &reading, NULL, error))
    return FALSE;
  members = reading.members;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  if (members->len < ids->len)
    /* Translators: members of a past day. */
    rg_ctl_say (ctl, P_("%u of them has been deleted since.\n",
                        "%u of them have been deleted since.\n", ids->len - members->len),
                ids->len - members->len);
  for (guint i = 0; i < members->len; i++)
    {
      const RgSegmentMember *member = members->pdata[i];

      rg_ctl_print (ctl, "%8" G_GINT64_FORMAT "  %s\n", member->id, member->name);
      if (!rg_ctl_wants_json (ctl))
        continue;
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_uuid (ctl, "uuid", member->uuid);
      rg_ctl_json_text (ctl, "name", member->name);
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  return TRUE;
}

/* --- why -------------------------------------------------------------------------------------- */

typedef struct {
  const char *text;
  gint64 id;
} Wanted;

static gboolean
rg_ctl_segment_customer_in_thread (RgDb *db, gpointer data, GError **error)
{
  Wanted *wanted = data;

  wanted->id = rg_segment_find_customer (db, wanted->text, error);
  return wanted->id != 0;
}

static void
rg_ctl_segment_rule_json (RgCtl *ctl, const char *text, const char *sentence,
                          const RgRuleWhy *why)
{
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, "rule", text);
  rg_ctl_json_text (ctl, "sentence", sentence);
  rg_ctl_json_bool (ctl, "holds", why->holds);
  rg_ctl_json_bool (ctl, "turns", why->turns);
  if (why->fact != NULL)
    rg_ctl_json_text (ctl, "fact", why->fact);
  if (why->change != NULL)
    rg_ctl_json_text (ctl, "change", why->change);
  rg_ctl_json_bool (ctl, "can_turn", !why->turn.nothing);
  if (why->receipts != NULL)
    {
      rg_ctl_json_int (ctl, "receipt_count", why->n_receipts);
      rg_ctl_json_uuids (ctl, "receipts", RG_UUIDS_RECEIPT, why->receipts);
    }
}

/* deep: how many segments it stands in. */
static void
rg_ctl_segment_print_rule (RgCtl *ctl, int deep, const char *sentence, const RgRuleWhy *why)
{
  const int indent = 2 * deep;

  rg_ctl_print (ctl, "%*s%s %-4s %s\n", indent, "", why->turns ? "*" : " ",
                why->holds ? _("yes") : _("no"), sentence);
  if (why->fact != NULL)
    rg_ctl_print (ctl, "%*s         %s\n", indent, "", why->fact);
  if (why->change != NULL && (why->turns || why->turn.nothing))
    rg_ctl_print (ctl, "%*s         %s\n", indent, "", why->change);
  if (why->receipts != NULL)
    {
      rg_ctl_print (ctl, "%*s         ", indent, "");
      rg_ctl_print (ctl, P_("%u receipt\n", "%u receipts\n", why->n_receipts), why->n_receipts);
    }
}

static void rg_ctl_segment_explain_tree (RgCtl *ctl, RgNode *root, const RgWhy *why,
                                         const char *currency, int deep);

/* The segments that a rule names, each with its own rules. */
static void
rg_ctl_segment_explain_inside (RgCtl *ctl, const GPtrArray *list, const char *currency, int deep)
{
  const gboolean json = rg_ctl_wants_json (ctl);

  if (json)
    {
      json_builder_set_member_name (rg_ctl_get_json (ctl), "inside");
      json_builder_begin_array (rg_ctl_get_json (ctl));
    }
  for (guint i = 0; i < list->len; i++)
    {
      const RgWhyInside *inside = list->pdata[i];

      if (json)
        {
          json_builder_begin_object (rg_ctl_get_json (ctl));
          rg_ctl_json_text (ctl, "name", inside->name);
          rg_ctl_json_bool (ctl, "member", inside->why->member);
        }
      rg_ctl_print (ctl, "%*s", 2 * deep, "");
      /* Translators: a rule about other segments is told of by their rules: the name of one. */
      rg_ctl_print (ctl, inside->why->member ? _("In “%s”:\n") : _("Not in “%s”:\n"),
                    inside->name);
      rg_ctl_segment_explain_tree (ctl, inside->root, inside->why, currency, deep);
      if (json)
        json_builder_end_object (rg_ctl_get_json (ctl));
    }
  if (json)
    json_builder_end_array (rg_ctl_get_json (ctl));
}

static void
rg_ctl_segment_explain_tree (RgCtl *ctl, RgNode *root, const RgWhy *why, const char *currency,
                             int deep)
{
  g_autoptr (GPtrArray) nodes = rg_node_flatten (root);
  const gboolean json = rg_ctl_wants_json (ctl);

  if (json)
    {
      json_builder_set_member_name (rg_ctl_get_json (ctl), "rules");
      json_builder_begin_array (rg_ctl_get_json (ctl));
    }
  for (guint i = 0; i < nodes->len; i++)
    {
      const RgNode *node = nodes->pdata[i];
      const RgRuleWhy *rule = &why->nodes[i];
      g_autofree char *sentence = NULL;
      g_autofree char *text = NULL;

      if (node->type != RG_NODE_RULE || rule->passed_over)
        continue;
      sentence = rg_rule_sentence (&node->rule, currency);
      text = rg_rule_print (&node->rule);
      rg_ctl_segment_print_rule (ctl, deep, sentence, rule);
      if (json)
        rg_ctl_segment_rule_json (ctl, text, sentence, rule);
      if (rule->inside != NULL)
        rg_ctl_segment_explain_inside (ctl, rule->inside, currency, deep + 2);
      if (json)
        json_builder_end_object (rg_ctl_get_json (ctl));
    }
  if (json)
    json_builder_end_array (rg_ctl_get_json (ctl));
}

typedef struct {
  const Counted *counted;
  RgWhy *why;
  gint64 customer;
} Records;

static gboolean
rg_ctl_segment_records_in_thread (RgDb *db, gpointer data, GError **error)
{
  const Records *records = data;

  return rg_why_add_records (db, records->counted->shop, records->counted->root, records->why,
                             records->customer, error);
}

/* is_now: what is written down last is about what counts. */
static gboolean
rg_ctl_segment_explain (RgCtl *ctl, const Counted *counted, guint position, gboolean is_now,
                        GError **error)
{
  const char *currency = counted->shop->currency;
  g_autoptr (RgWhy) why =
    rg_segment_explain (counted->root, &counted->context, position, currency);
  Records records = { counted, why, rg_dataset_customer_id (counted->dataset, position) };

  if (is_now && !rg_store_read_sync (rg_ctl_get_store (ctl, NULL), RG_READER_REPORT,
                                     rg_ctl_segment_records_in_thread, &records, NULL, error))
    return FALSE;
  rg_ctl_print (ctl, "%s\n", why->member ? _("Is in the segment.") : _("Is not in the segment."));
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_bool (ctl, "member", why->member);
    }
  rg_ctl_segment_explain_tree (ctl, counted->root, why, currency, 0);
  if (why->turns > 0)
    rg_ctl_print (ctl, "%s\n", _("* What would have to be otherwise, at the least."));
  if (rg_ctl_wants_json (ctl))
    json_builder_end_object (rg_ctl_get_json (ctl));
  return TRUE;
}

static gboolean
rg_ctl_segment_why (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *on = NULL;
  const GOptionEntry entries[] = { { "on", 0, 0, G_OPTION_ARG_STRING, &on }, { NULL } };
  g_auto (Counted) counted = { 0 };
  Wanted wanted = { NULL, 0 };
  guint position;

  if (!rg_ctl_parse (ctl, &rest, entries, 3, 3, error) ||
      !rg_ctl_segment_count_text (ctl, rest[2], on, &counted, error))
    return FALSE;
  wanted.text = rest[3];
  if (!rg_store_read_sync (rg_ctl_get_store (ctl, error), RG_READER_REPORT,
                           rg_ctl_segment_customer_in_thread, &wanted, NULL, error))
    return FALSE;
  position = rg_dataset_find_customer (counted.dataset, wanted.id);
  if (position != RG_NOBODY)
    position = rg_dataset_resolve (counted.dataset, position);
  if (position == RG_NOBODY)
    {
      g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
                           on != NULL ? _("Nobody knew of this customer yet on that day.")
                                      : _("Nothing is kept about this customer any more."));
      return FALSE;
    }
  return rg_ctl_segment_explain (ctl, &counted, position, on == NULL, error);
}

/* --- saved ones ------------------------------------------------------------------------------- */

static void
rg_ctl_segment_json (RgCtl *ctl, const RgSavedSegment *segment)
{
  g_autoptr (RgNode) root = rg_segment_parse (segment->text, NULL, NULL);

  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "id", segment->id);
  rg_ctl_json_uuid (ctl, "uuid", segment->uuid);
  rg_ctl_json_text (ctl, "name", segment->name);
  rg_ctl_json_text (ctl, "text", segment->text);
  rg_ctl_json_bool (ctl, "frozen",
                    root != NULL && rg_segment_is_frozen (root, segment->name));
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_segment_saved_in_thread (RgDb *db, gpointer data, GError **error)
{
  *(GPtrArray **) data = rg_segments_read (db, error);
  return *(GPtrArray **) data != NULL;
}

static gboolean
rg_ctl_segment_saved (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (GPtrArray) list = NULL;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, NULL, 1, 1, error) ||
      (store = rg_ctl_get_store (ctl, error)) == NULL ||
      !rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_segment_saved_in_thread, &list, NULL,
                           error))
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < list->len; i++)
    {
      const RgSavedSegment *segment = list->pdata[i];

      rg_ctl_print (ctl, "%4" G_GINT64_FORMAT "  %s\n", segment->id, segment->name);
      if (rg_ctl_wants_json (ctl))
        rg_ctl_segment_json (ctl, segment);
    }
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  return TRUE;
}

/* A name that is known already means that segment. */
static gboolean
rg_ctl_segment_save (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgSavedSegment) segment = NULL;
  Found known = { NULL, NULL };
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, NULL, 3, 3, error) ||
      (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  segment = rg_saved_segment_new (rest[2], rest[3]);
  known.text = rest[2];
  if (rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_segment_find_in_thread, &known, NULL,
                          NULL))
    {
      segment->id = known.segment->id;
      rg_saved_segment_free (known.segment);
    }
  if (!rg_store_save_segment_sync (store, segment, &segment->id, NULL, error))
    return FALSE;
  known.text = rest[2];
  if (!rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_segment_find_in_thread, &known, NULL,
                           error))
    return FALSE;
  rg_ctl_print (ctl, "%" G_GINT64_FORMAT "\n", known.segment->id);
  if (rg_ctl_wants_json (ctl))
    rg_ctl_segment_json (ctl, known.segment);
  rg_saved_segment_free (known.segment);
  return TRUE;
}

static gboolean
rg_ctl_segment_delete (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  Found known = { NULL, NULL };
  RgStore *store;
  gboolean done;

  if (!rg_ctl_parse (ctl, &rest, NULL, 2, 2, error) ||
      (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  known.text = rest[2];
  if (!rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_segment_find_in_thread, &known, NULL,
                           error))
    return FALSE;
  done = rg_store_delete_segment_sync (store, known.segment->id, NULL, error);
  if (done && rg_ctl_wants_json (ctl))
    rg_ctl_segment_json (ctl, known.segment);
  rg_saved_segment_free (known.segment);
  return done;
}

/* --- the command ------------------------------------------------------------------------------ */

static gboolean
rg_ctl_segment_put_in (RgCtl *ctl, GStrv args, GError **error)
{
  return rg_ctl_segment_hand (ctl, args, RG_HAND_CHOSEN, error);
}

static gboolean
rg_ctl_segment_leave_out (RgCtl *ctl, GStrv args, GError **error)
{
  return rg_ctl_segment_hand (ctl, args, RG_HAND_LEFT_OUT, error);
}

static gboolean
rg_ctl_segment_by_rules (RgCtl *ctl, GStrv args, GError **error)
{
  return rg_ctl_segment_hand (ctl, args, RG_HAND_RULES, error);
}

static const struct {
  const char *name;
  RgCtlFunc run;
} rg_ctl_segment_parts[] = {
  { "count", rg_ctl_segment_count }, { "list", rg_ctl_segment_list },
  { "why", rg_ctl_segment_why },     { "saved", rg_ctl_segment_saved },
  { "save", rg_ctl_segment_save },   { "delete", rg_ctl_segment_delete },
  { "put-in", rg_ctl_segment_put_in }, { "leave-out", rg_ctl_segment_leave_out },
  { "overlap", rg_ctl_segment_overlap }, { "compare", rg_ctl_segment_compare },
  { "by-rules", rg_ctl_segment_by_rules }, { "rfm", rg_ctl_segment_rfm },
  { "groups", rg_ctl_segment_groups }, { "alike", rg_ctl_segment_alike },
  { "moved", rg_ctl_segment_moved },       { "months", rg_ctl_segment_months },
  { "unusual", rg_ctl_segment_unusual },   { "freeze", rg_ctl_segment_freeze },
  { "thaw", rg_ctl_segment_thaw },         { "print", rg_ctl_segment_print_list },
};

static gboolean
rg_ctl_segment (RgCtl *ctl, GStrv args, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rg_ctl_segment_parts); i++)
    {
      if (args[1] != NULL && g_str_equal (args[1], rg_ctl_segment_parts[i].name))
        return rg_ctl_segment_parts[i].run (ctl, args, error);
      g_string_append_printf (names, i > 0 ? ", %s" : "%s", rg_ctl_segment_parts[i].name);
    }
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               /* Translators: %s is a list of words that are not translated. */
               _("Say what to do with a segment: %s. “regularsctl help segment” explains them."),
               names->str);
  return FALSE;
}

const RgCtlCommand rg_ctl_segment_commands[] = {
  { "segment",
    "count SEGMENT [--on DAY] | list SEGMENT [--on DAY] | why SEGMENT CUSTOMER [--on DAY] | "
    "moved SEGMENT --from DAY [--to DAY] | months SEGMENT [--months N] | unusual | "
    "freeze NAME | thaw NAME | print NAME FILE.pdf | "
    "saved | save NAME TEXT | delete NAME | "
    "put-in NAME CUSTOMER… | leave-out NAME CUSTOMER… [--reason TEXT] | by-rules NAME CUSTOMER… | "
    "overlap [NAME…] | compare SEGMENT [SEGMENT] | rfm [--people] | "
    "groups [--facts FACT,FACT…] [--k N] | alike SEGMENT [--limit N]",
    N_("Count, list and save sets of customers"), NULL, rg_ctl_segment, rg_segment_help },
  { NULL },
};
