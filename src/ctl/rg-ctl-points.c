/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `points`: the ledger of loyalty points, by hand, and what the shop has decided about them. */
#include "config.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "ctl/rg-ctl-campaign.h"
#include "ctl/rg-ctl-commands.h"
#include "store/rg-points-change.h"
#include "store/rg-points-settings.h"
#include "store/rg-store-segments.h"

/* --- What is there ---------------------------------------------------------------------------- */

typedef struct
{
  gint64 customer;
  GArray *lots;
  GPtrArray *ledger;
} RgCtlPoints;

static void
rg_ctl_points_clear (RgCtlPoints *points)
{
  g_clear_pointer (&points->lots, g_array_unref);
  g_clear_pointer (&points->ledger, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgCtlPoints, rg_ctl_points_clear)

static gboolean
rg_ctl_points_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlPoints *points = data;

  points->lots = rg_loyalty_read_lots (db, points->customer, error);
  if (points->lots == NULL)
    return FALSE;
  points->ledger = rg_loyalty_read_ledger (db, points->customer, error);
  return points->ledger != NULL;
}

static void
rg_ctl_points_tell_now (RgCtl *ctl, const GArray *lots, RgDay today)
{
  const gint64 balance = rg_lots_get_balance (lots, today);
  gint64 lapsing;
  const RgDay next = rg_lots_get_next_lapse (lots, today, &lapsing);
  g_autofree char *now = rg_lots_dup_points (balance);

  rg_ctl_print (ctl, "%s\n", now);
  if (next != RG_DAY_NONE)
    {
      g_autofree char *some = rg_lots_dup_points (lapsing);
      g_autofree char *day = rg_day_format (next);

      /* Translators: a number of points, "120 points", and their last day. */
      rg_ctl_print (ctl, _("%s lapse after %s\n"), some, day);
    }
  if (!rg_ctl_wants_json (ctl))
    return;
  rg_ctl_json_int (ctl, "balance", balance);
  rg_ctl_json_day (ctl, "next_lapse_on", next);
  rg_ctl_json_int (ctl, "next_lapse_points", lapsing);
}

static void
rg_ctl_points_tell_entry (RgCtl *ctl, const RgPointsRow *row)
{
  g_autofree char *day = rg_day_format (row->effective_on);
  g_autofree char *lapses = row->lapses_on != RG_DAY_NONE ? rg_day_format (row->lapses_on) : NULL;

  rg_ctl_print (ctl, "%s  %+" G_GINT64_FORMAT "  %s%s%s%s%s%s%s\n", day, row->points,
                rg_lot_kind_get_label (row->kind), *row->campaign != '\0' ? " · " : "",
                row->campaign, lapses != NULL ? " → " : "", lapses != NULL ? lapses : "",
                *row->note != '\0' ? " · " : "", row->note);
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_uuid (ctl, "uuid", row->uuid);
  rg_ctl_json_int (ctl, "points", row->points);
  rg_ctl_json_text (ctl, "kind", rg_lot_kind_get_id (row->kind));
  rg_ctl_json_day (ctl, "on", row->effective_on);
  rg_ctl_json_int (ctl, "recorded_at", row->recorded_at);
  rg_ctl_json_day (ctl, "lapses_on", row->lapses_on);
  rg_ctl_json_int (ctl, "left", row->left);
  rg_ctl_json_text (ctl, "note", row->note);
  rg_ctl_json_text (ctl, "campaign", row->campaign);
  rg_ctl_json_text (ctl, "staff", row->staff);
  rg_ctl_json_text (ctl, "file", row->file_name);
  rg_ctl_json_bool (ctl, "counts", row->counts);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_points_show (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (RgCtlPoints) points = { 0 };
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, NULL, 2, 2, error)
      || !rg_ctl_parse_customer (ctl, rest[2], &points.customer, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL
      || !rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_points_in_thread, &points, NULL,
                              error))
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_points_tell_now (ctl, points.lots, rg_shop_get_day (rg_store_get_shop (store)));
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (json_builder_set_member_name (rg_ctl_get_json (ctl), "entries"));
  for (guint i = 0; i < points.ledger->len; i++)
    rg_ctl_points_tell_entry (ctl, points.ledger->pdata[i]);
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_end_array (rg_ctl_get_json (ctl));
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  return TRUE;
}

/* --- By hand ---------------------------------------------------------------------------------- */

typedef struct
{
  char *on, *lapse, *campaign, *note;
  gboolean returned;
} RgCtlPointsOptions;

static void
rg_ctl_points_options_clear (RgCtlPointsOptions *options)
{
  g_free (options->on);
  g_free (options->lapse);
  g_free (options->campaign);
  g_free (options->note);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgCtlPointsOptions, rg_ctl_points_options_clear)

static gboolean
rg_ctl_points_refuse_word (const char *word, GError **error)
{
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               /* Translators: %s is a word that somebody typed. */
               _("“%s” is not understood here. “regularsctl help points” tells the words."), word);
  return FALSE;
}

static gboolean
rg_ctl_points_parse_day (const char *text, RgDay *day, GError **error)
{
  *day = text != NULL ? rg_day_parse_iso (text) : RG_DAY_NONE;
  return text == NULL || *day != RG_DAY_NONE || rg_ctl_points_refuse_word (text, error);
}

static gboolean
rg_ctl_points_parse_lapse (const char *text, RgPointsChange *change, GError **error)
{
  change->says_lapse = text != NULL;
  if (text == NULL || !g_str_equal (text, "never"))
    return rg_ctl_points_parse_day (text, &change->lapses_on, error);
  change->lapses_on = RG_DAY_NONE;
  return TRUE;
}

static gboolean
rg_ctl_points_find_campaign (RgCtl *ctl, const char *text, gint64 *id, GError **error)
{
  const char *args[] = { "points", "give", text, NULL };
  g_autoptr (RgCampaign) campaign = NULL;

  if (text == NULL)
    return TRUE;
  campaign = rg_ctl_campaign_read (ctl, (GStrv) args, error);
  *id = campaign != NULL ? campaign->id : 0;
  return campaign != NULL;
}

static gboolean
rg_ctl_points_fill (RgCtl *ctl, GStrv words, const RgCtlPointsOptions *options,
                    RgPointsChange *change, GError **error)
{
  change->note = options->note;
  if (!g_ascii_string_to_signed (words[3], 10, -RG_POINTS_MOST, RG_POINTS_MOST, &change->points,
                                 NULL))
    return rg_ctl_points_refuse_word (words[3], error);
  if (options->returned)
    change->kind = RG_LOT_RETURNED;
  return rg_ctl_parse_customer (ctl, words[2], &change->customer, error)
         && rg_ctl_points_parse_day (options->on, &change->day, error)
         && rg_ctl_points_parse_lapse (options->lapse, change, error)
         && rg_ctl_points_find_campaign (ctl, options->campaign, &change->campaign, error);
}

static gboolean
rg_ctl_points_change (RgCtl *ctl, GStrv args, RgLotKind kind, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (RgCtlPointsOptions) options = { 0 };
  RgPointsChange change = { .kind = kind };
  const GOptionEntry returned[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &options.on },
    { "note", 0, 0, G_OPTION_ARG_STRING, &options.note },
    { "returned", 0, 0, G_OPTION_ARG_NONE, &options.returned },
    { NULL },
  };
  const GOptionEntry comes[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &options.on },
    { "note", 0, 0, G_OPTION_ARG_STRING, &options.note },
    { "lapse", 0, 0, G_OPTION_ARG_STRING, &options.lapse },
    { "campaign", 0, 0, G_OPTION_ARG_STRING, &options.campaign },
    { NULL },
  };
  RgStore *store;
  gint64 action = 0;

  if (!rg_ctl_parse (ctl, &rest, kind == RG_LOT_SPENT ? returned : comes, 3, 3, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL
      || !rg_ctl_points_fill (ctl, rest, &options, &change, error)
      || !rg_store_change_points_sync (store, &change, &action, error))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

/* Everybody of a fixed list. */
static gboolean
rg_ctl_points_give_list (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (RgCtlPointsOptions) options = { 0 };
  g_autoptr (RgCampaign) campaign = NULL;
  RgPointsChange change = { .kind = RG_LOT_GIVEN };
  const GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &options.on },
    { "note", 0, 0, G_OPTION_ARG_STRING, &options.note },
    { "lapse", 0, 0, G_OPTION_ARG_STRING, &options.lapse },
    { NULL },
  };
  gint64 action = 0;
  guint n;

  if (!rg_ctl_parse (ctl, &rest, entries, 3, 3, error)
      || (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL)
    return FALSE;
  change.note = options.note;
  if (!g_ascii_string_to_signed (rest[3], 10, 1, RG_POINTS_MOST, &change.points, NULL))
    return rg_ctl_points_refuse_word (rest[3], error);
  if (!rg_ctl_points_parse_day (options.on, &change.day, error)
      || !rg_ctl_points_parse_lapse (options.lapse, &change, error)
      || !rg_store_give_campaign_points_sync (rg_ctl_get_store (ctl, NULL), campaign->id, &change,
                                              &n, &action, error))
    return FALSE;
  rg_ctl_print (ctl, P_ ("Given to %u customer\n", "Given to %u customers\n", n), n);
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

/* --- Settings --------------------------------------------------------------------------------- */

static gboolean
rg_ctl_points_settings_in_thread (RgDb *db, gpointer data, GError **error)
{
  return rg_points_settings_read (db, data, error);
}

static void
rg_ctl_points_tell_settings (RgCtl *ctl, const RgPointsSettings *settings, const char *currency)
{
  g_autofree char *worth = settings->hundred_minor >= 0
                             ? rg_money_format (settings->hundred_minor, currency)
                             : g_strdup (_("not set"));
  g_autofree char *months = settings->months > 0 ? rg_number_format (settings->months)
                                                 : g_strdup (_("never"));

  rg_ctl_print (ctl, "worth   %s\nmonths  %s\n", worth, months);
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  if (settings->hundred_minor >= 0)
    rg_ctl_json_int (ctl, "hundred_points_minor", settings->hundred_minor);
  rg_ctl_json_int (ctl, "months", settings->months);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_points_parse_settings (const char *worth, const char *months, const char *currency,
                              RgPointsSettings *settings, GError **error)
{
  gint64 number;

  if (g_strcmp0 (worth, "none") == 0)
    settings->hundred_minor = RG_POINTS_NO_WORTH;
  else if (worth != NULL && !rg_ctl_parse_money (worth, currency, &settings->hundred_minor, error))
    return FALSE;
  if (g_strcmp0 (months, "never") == 0)
    settings->months = 0;
  else if (months != NULL)
    {
      if (!g_ascii_string_to_signed (months, 10, 1, G_MAXINT, &number, NULL))
        return rg_ctl_points_refuse_word (months, error);
      settings->months = (int) number;
    }
  return TRUE;
}

static gboolean
rg_ctl_points_settings (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *worth = NULL, *months = NULL;
  const GOptionEntry entries[] = {
    { "worth", 0, 0, G_OPTION_ARG_STRING, &worth },
    { "months", 0, 0, G_OPTION_ARG_STRING, &months },
    { NULL },
  };
  RgPointsSettings settings;
  const char *currency;
  RgStore *store;
  gint64 action = 0;

  if (!rg_ctl_parse (ctl, &rest, entries, 1, 1, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL
      || !rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_points_settings_in_thread, &settings,
                              NULL, error))
    return FALSE;
  currency = rg_store_get_shop (store)->currency;
  if (worth == NULL && months == NULL)
    {
      rg_ctl_points_tell_settings (ctl, &settings, currency);
      return TRUE;
    }
  if (!rg_ctl_points_parse_settings (worth, months, currency, &settings, error)
      || !rg_store_save_points_settings_sync (store, &settings, &action, error))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

/* --- About to lapse --------------------------------------------------------------------------- */

typedef struct
{
  RgDay first, last;
  gint64 at_least;
  GArray *lapses;
  GPtrArray *people; /* RgSegmentMember */
} RgCtlLapsing;

static void
rg_ctl_lapsing_clear (RgCtlLapsing *lapsing)
{
  g_clear_pointer (&lapsing->lapses, g_array_unref);
  g_clear_pointer (&lapsing->people, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgCtlLapsing, rg_ctl_lapsing_clear)

static gboolean
rg_ctl_lapsing_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlLapsing *lapsing = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  lapsing->lapses = rg_loyalty_read_lapsing (db, lapsing->first, lapsing->last, lapsing->at_least,
                                             error);
  for (guint i = 0; lapsing->lapses != NULL && i < lapsing->lapses->len; i++)
    g_array_append_val (ids, g_array_index (lapsing->lapses, RgPointsLapse, i).customer);
  if (lapsing->lapses != NULL)
    lapsing->people = rg_segment_read_members (db, (const gint64 *) (gpointer) ids->data, ids->len,
                                               error);
  return lapsing->people != NULL;
}

static void
rg_ctl_lapsing_tell (RgCtl *ctl, const RgPointsLapse *lapse, const RgSegmentMember *person)
{
  g_autofree char *day = rg_day_format (lapse->lapses_on);
  g_autofree char *points = rg_lots_dup_points (lapse->points);

  rg_ctl_print (ctl, "%s  %s  %s\n", day, points, person->name);
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_uuid (ctl, "uuid", person->uuid);
  rg_ctl_json_text (ctl, "name", person->name);
  rg_ctl_json_int (ctl, "points", lapse->points);
  rg_ctl_json_day (ctl, "first_lapse_on", lapse->lapses_on);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_points_lapsing (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (RgCtlLapsing) lapsing = { .at_least = 1 };
  int within = 30;
  const GOptionEntry entries[] = {
    { "within", 0, 0, G_OPTION_ARG_INT, &within },
    { "at-least", 0, 0, G_OPTION_ARG_INT64, &lapsing.at_least },
    { NULL },
  };
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, entries, 1, 1, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  lapsing.first = rg_shop_get_day (rg_store_get_shop (store));
  lapsing.last = lapsing.first + CLAMP (within, 0, 36600);
  if (!rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_lapsing_in_thread, &lapsing, NULL,
                           error))
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < lapsing.lapses->len; i++)
    rg_ctl_lapsing_tell (ctl, &g_array_index (lapsing.lapses, RgPointsLapse, i),
                         lapsing.people->pdata[i]);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  return TRUE;
}

/* --- The command ------------------------------------------------------------------------------ */

static gboolean
rg_ctl_points (RgCtl *ctl, GStrv args, GError **error)
{
  static const struct { const char *word; RgLotKind kind; } by_hand[] = {
    { "give", RG_LOT_GIVEN }, { "spend", RG_LOT_SPENT }, { "correct", RG_LOT_CORRECTED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (by_hand); i++)
    if (g_strcmp0 (args[1], by_hand[i].word) == 0)
      return rg_ctl_points_change (ctl, args, by_hand[i].kind, error);
  if (g_strcmp0 (args[1], "give-list") == 0)
    return rg_ctl_points_give_list (ctl, args, error);
  if (g_strcmp0 (args[1], "show") == 0)
    return rg_ctl_points_show (ctl, args, error);
  if (g_strcmp0 (args[1], "settings") == 0)
    return rg_ctl_points_settings (ctl, args, error);
  if (g_strcmp0 (args[1], "lapsing") == 0)
    return rg_ctl_points_lapsing (ctl, args, error);
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               _("“points” needs one of show, give, give-list, spend, correct, settings and "
                 "lapsing after it."));
  return FALSE;
}

const RgCtlCommand rg_ctl_points_commands[] = {
  { "points",
    "show ID | give ID POINTS [--lapse DAY|never] [--campaign CAMPAIGN] | "
    "give-list CAMPAIGN POINTS | spend ID POINTS [--returned] | "
    "correct ID POINTS [--lapse DAY|never] | "
    "settings [--worth AMOUNT|none] [--months N|never] | lapsing [--within DAYS] [--at-least N]",
    N_("Loyalty points: what a customer has, what came and went, and what lapses"),
    N_("give, spend and correct take --on DAY and --note TEXT too. Points that lapse first are\n"
       "spent first; the day that is named is the last on which they can be spent. give-list\n"
       "gives them to everybody of a campaign’s fixed list who has none by it yet. correct says\n"
       "how many there are; spend --returned takes points back with a return, also more than are\n"
       "left. settings: --worth is what 100 points are worth, --months after how many months new\n"
       "points lapse. Each change is an entry of a ledger, which “take-back” takes back by\n"
       "another."),
    rg_ctl_points },
  { NULL },
};
