/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Whom an automation is due for: the occasions of the dataset, asked "if" on their days. */
#include "store/rg-automation-run.h"

#include "analysis/rg-today.h"
#include "base/rg-fold.h"
#include "rules/rg-occasions.h"
#include "rules/rg-segment-count.h"
#include "rules/rg-ticket-occasions.h"
#include "store/rg-automation-private.h"
#include "store/rg-past.h"
#include "store/rg-segment-past.h"
#include "store/rg-store-basis.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-segments.h"
#include "store/rg-store-suppression.h"
#include "store/rg-store-uuids.h"

void
rg_due_free (RgDue *due)
{
  g_free (due->occasion);
  g_free (due->product);
  g_free (due);
}

/* --- past days ---------------------------------------------------------------------------- */

/* A segment's members on days that descend from one to the next. */
typedef struct {
  const RgShop *shop;
  const RgDataset *now;
  RgDay today;
  RgNode *root;
  RgPast *past;
} RgMembersOnDays;

static void
rg_members_on_days_clear (RgMembersOnDays *days)
{
  g_clear_pointer (&days->root, rg_node_free);
  g_clear_pointer (&days->past, rg_past_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgMembersOnDays, rg_members_on_days_clear)

static gboolean
rg_members_read_text (RgDb *db, gpointer data, GError **error)
{
  char **name = data;
  g_autoptr (RgSavedSegment) segment = rg_segment_find (db, *name, error);

  if (segment == NULL)
    return FALSE;
  *name = g_strdup (segment->text);
  return TRUE;
}

static gboolean
rg_members_on_days_init (RgMembersOnDays *days, const RgAutomationFinder *finder,
                         const char *segment, RgDay from, GError **error)
{
  char *text = (char *) segment;
  g_autofree char *owned = NULL;

  if (!rg_store_read_sync (finder->store, RG_READER_ROWS, rg_members_read_text, &text, NULL,
                           error))
    return FALSE;
  owned = text;
  days->shop = finder->shop;
  days->now = finder->dataset;
  days->today = finder->today;
  days->root = rg_segment_parse (owned, NULL, error);
  if (days->root == NULL)
    return FALSE;
  if (from < days->today)
    days->past = rg_past_open (finder->store, finder->shop, finder->dataset, from, error);
  return from >= days->today || days->past != NULL;
}

/* By positions of the dataset now: whoever was merged since counts as whom they became. */
static RgBitset *
rg_members_on_day (RgMembersOnDays *days, RgDay day, GError **error)
{
  g_autoptr (RgDataset) then = day < days->today ? rg_past_get (days->past, day, error)
                                                 : rg_dataset_ref (days->now);
  g_autoptr (RgBitset) members = NULL;
  RgSegmentContext context;
  RgBitset *people;

  if (then == NULL)
    return NULL;
  context = rg_segment_past_context (then, days->shop, day);
  members = rg_segment_evaluate (days->root, &context);
  people = rg_bitset_new (days->now->n_customers);
  for (guint p = rg_bitset_next (members, 0); p < members->n_bits && p < days->now->n_customers;
       p = rg_bitset_next (members, p + 1))
    {
      const guint living = rg_dataset_resolve (days->now, p);

      if (living != RG_NOBODY)
        rg_bitset_add (people, living);
    }
  return people;
}

/* --- coming and going --------------------------------------------------------------------- */

static void
rg_find_moved_on (GArray *found, const RgBitset *in, const RgBitset *not_in, RgDay day)
{
  g_autoptr (RgBitset) moved = rg_bitset_copy (in);

  rg_bitset_and_not (moved, not_in);
  for (guint p = rg_bitset_next (moved, 0); p < moved->n_bits; p = rg_bitset_next (moved, p + 1))
    {
      const RgOccasion occasion = { .person = p, .due_on = day, .ends_on = G_MAXINT32, .day = day,
                                    .product = RG_NOTHING };

      g_array_append_val (found, occasion);
    }
}

/* Day by day, the latest first. */
static GArray *
rg_find_moved (const RgAutomationFinder *finder, const RgWhen *when, RgDay from, RgDay to,
               GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (RgOccasion));
  g_auto (RgMembersOnDays) days = { NULL };
  g_autoptr (RgBitset) later = NULL;

  if (!rg_members_on_days_init (&days, finder, when->segment, from - 1, error))
    return NULL;
  for (RgDay day = to; day >= from - 1; day--)
    {
      RgBitset *members = rg_members_on_day (&days, day, error);

      if (members == NULL)
        return NULL;
      if (later != NULL && when->kind->id == RG_WHEN_JOINED)
        rg_find_moved_on (found, later, members, day + 1);
      else if (later != NULL)
        rg_find_moved_on (found, members, later, day + 1);
      g_clear_pointer (&later, rg_bitset_unref);
      later = members;
    }
  rg_occasions_sort (found);
  return g_steal_pointer (&found);
}

/* --- tickets ------------------------------------------------------------------------------ */

static gboolean
rg_find_tickets_in_thread (RgDb *db, gpointer data, GError **error)
{
  GArray *tickets = data;
  g_autoptr (RgStatement) rows = rg_db_statement (db, "automations.tickets", error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const RgTicketFact ticket = {
        .id = rg_statement_get_int (rows, 0),
        .customer = rg_statement_get_int (rows, 1),
        .product = rg_statement_get_int (rows, 2),
        .enquiry = rg_statement_get_int (rows, 3) != 0,
        .opened_on = (RgDay) rg_statement_get_int (rows, 4),
        .closed_on = rg_statement_get_day (rows, 5),
      };

      g_array_append_val (tickets, ticket);
    }
  return step == RG_STEP_DONE;
}

static GArray *
rg_find_tickets (const RgAutomationFinder *finder, const RgWhen *when, RgDay from, RgDay to,
                 GError **error)
{
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (RgTicketFact));

  if (!rg_store_read_sync (finder->store, RG_READER_ROWS, rg_find_tickets_in_thread, tickets,
                           NULL, error))
    return NULL;
  return rg_ticket_occasions_find (when, finder->dataset, tickets, from, to);
}

static GArray *
rg_find_occasions (const RgAutomationFinder *finder, const RgWhen *when, RgDay from, RgDay to,
                   GError **error)
{
  if (when->kind->find != NULL)
    return rg_occasions_find (when, finder->dataset, from, to);
  if (when->kind->id == RG_WHEN_POINTS)
    return rg_automation_find_points (finder, when, from, to, error);
  if ((when->kind->fields & RG_WHEN_SEGMENT) != 0)
    return rg_find_moved (finder, when, from, to, error);
  return rg_find_tickets (finder, when, from, to, error);
}

/* --- who of them -------------------------------------------------------------------------- */

/* Keeps those who were in the segment on the day on which it fell due. */
static gboolean
rg_find_filter (const RgAutomationFinder *finder, const char *segment, GArray *occasions,
                GError **error)
{
  g_auto (RgMembersOnDays) days = { NULL };
  g_autoptr (RgBitset) members = NULL;
  RgDay on = RG_DAY_NONE;

  if (*segment == '\0' || occasions->len == 0)
    return TRUE;
  if (!rg_members_on_days_init (&days, finder, segment,
                                g_array_index (occasions, RgOccasion, 0).due_on, error))
    return FALSE;
  for (guint i = occasions->len; i-- > 0;)
    {
      const RgOccasion *occasion = &g_array_index (occasions, RgOccasion, i);

      if (occasion->due_on != on)
        {
          g_clear_pointer (&members, rg_bitset_unref);
          on = occasion->due_on;
          members = rg_members_on_day (&days, on, error);
          if (members == NULL)
            return FALSE;
        }
      if (!rg_bitset_get (members, occasion->person))
        g_array_remove_index (occasions, i);
    }
  return TRUE;
}

/* What is still to come today, and, now: what is over. */
static void
rg_find_drop_untimely (const RgAutomationFinder *finder, GArray *occasions, gboolean now)
{
  for (guint i = occasions->len; i-- > 0;)
    {
      const RgOccasion *occasion = &g_array_index (occasions, RgOccasion, i);

      if ((occasion->due_on == finder->calendar && occasion->due_time > finder->second)
          || (now && occasion->ends_on <= finder->calendar))
        g_array_remove_index (occasions, i);
    }
}

/* --- names -------------------------------------------------------------------------------- */

/* What else counts as the same occasion: those of the same beginning within so many days. */
int
rg_due_get_rest (const RgDue *due)
{
  if (due->near == NULL)
    return 0;
  /* Two purchases of one day are one. */
  return due->by_row ? 1 : RG_AUTOMATION_REST;
}

static char *
rg_find_name (const RgAutomationFinder *finder, const RgWhen *when, const RgOccasion *occasion,
              const guint8 *row)
{
  g_autofree char *day = rg_day_format_iso (occasion->day);
  g_autofree char *uuid = row != NULL ? rg_uuid_to_string (row) : NULL;
  g_autofree char *thing = NULL;

  if (when->kind->id == RG_WHEN_NEW || when->kind->id == RG_WHEN_LEAD)
    return g_strdup (when->kind->keyword);
  if (when->kind->id == RG_WHEN_BIRTHDAY)
    return g_strdup_printf ("%s %.4s", when->kind->keyword, day);
  if (when->first)
    {
      thing = rg_fold (when->name);
      return g_strdup_printf ("first %d %s", (int) when->of, thing);
    }
  if (uuid == NULL)
    return g_strdup_printf ("%s %s", when->kind->keyword, day);
  if (occasion->product != RG_NOTHING)
    return g_strdup_printf ("%s %s %s", when->kind->keyword, uuid,
                            finder->dataset->products.code[occasion->product]);
  return g_strdup_printf ("%s %s", when->kind->keyword, uuid);
}

static const char *
rg_find_near (const RgWhen *when)
{
  switch (when->kind->id)
    {
    case RG_WHEN_BOUGHT:
      return when->first ? NULL : "bought ";
    case RG_WHEN_AWAY:
      return "away ";
    case RG_WHEN_OVERDUE:
      return "overdue ";
    case RG_WHEN_JOINED:
      return "joined ";
    case RG_WHEN_LEFT:
      return "left ";
    case RG_WHEN_POINTS:
      return "points-lapse ";
    default:
      return NULL;
    }
}

typedef struct {
  const GArray *occasions;
  RgUuidsOf of;
  GByteArray *uuids;
} RgFindRows;

static gboolean
rg_find_rows_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgFindRows *rows = data;
  g_autofree gint64 *ids = g_new0 (gint64, rows->occasions->len + 1);

  for (guint i = 0; i < rows->occasions->len; i++)
    ids[i] = g_array_index (rows->occasions, RgOccasion, i).row;
  rows->uuids = rg_uuids_read (db, rows->of, ids, rows->occasions->len, error);
  return rows->uuids != NULL;
}

/* Of those that count as the same, the first one. */
static gboolean
rg_find_is_near (GHashTable *last, const RgDue *due)
{
  const int rest = rg_due_get_rest (due);
  RgDay *known = rest > 0 ? g_hash_table_lookup (last, &due->customer) : NULL;

  if (known != NULL && due->due_on - *known < rest)
    return TRUE;
  if (rest > 0)
    g_hash_table_insert (last, g_memdup2 (&due->customer, sizeof due->customer),
                         g_memdup2 (&due->due_on, sizeof due->due_on));
  return FALSE;
}

/* now: all of them, of which a run does the first, unless the same was done before: then it may be
 * the second. */
static GPtrArray *
rg_find_name_all (const RgAutomationFinder *finder, const RgWhen *when, GArray *occasions,
                  gboolean now, GError **error)
{
  const gboolean by_row = when->kind->row != RG_WHEN_NO_ROW && !when->first;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_due_free);
  g_autoptr (GHashTable) last = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GByteArray) uuids = NULL;
  RgFindRows rows = {
    occasions, when->kind->row == RG_WHEN_TICKET ? RG_UUIDS_TICKET : RG_UUIDS_RECEIPT, NULL
  };

  if (by_row
      && !rg_store_read_sync (finder->store, RG_READER_ROWS, rg_find_rows_in_thread, &rows, NULL,
                              error))
    return NULL;
  uuids = rows.uuids;
  for (guint i = 0; i < occasions->len; i++)
    {
      const RgOccasion *occasion = &g_array_index (occasions, RgOccasion, i);
      const guint8 *uuid = by_row ? uuids->data + (gsize) i * RG_UUID_SIZE : NULL;
      RgDue *due = g_new0 (RgDue, 1);

      due->customer = rg_dataset_customer_id (finder->dataset, occasion->person);
      due->occasion = rg_find_name (finder, when, occasion, uuid);
      due->by_row = by_row;
      due->near = rg_find_near (when);
      due->due_on = occasion->due_on;
      if (occasion->product != RG_NOTHING)
        due->product = g_strdup (finder->dataset->products.names.name[occasion->product]);
      if (!now && rg_find_is_near (last, due))
        rg_due_free (due);
      else
        g_ptr_array_add (all, due);
    }
  return g_steal_pointer (&all);
}

/* --- all of it ---------------------------------------------------------------------------- */

void
rg_automation_finder_clear (RgAutomationFinder *finder)
{
  g_clear_pointer (&finder->dataset, rg_dataset_unref);
}

gboolean
rg_automation_finder_init (RgAutomationFinder *finder, RgStore *store, const RgShop *shop,
                           GError **error)
{
  const gint64 now = rg_instant_now ();

  finder->store = store;
  finder->shop = shop;
  finder->dataset = rg_store_dup_dataset_sync (store, error);
  if (finder->dataset == NULL)
    return FALSE;
  finder->calendar = rg_instant_day (now, shop->zone);
  finder->second = rg_automation_second_of_day (now, shop->zone);
  finder->today = rg_dataset_today (finder->dataset, finder->calendar);
  return TRUE;
}

gint32
rg_automation_second_of_day (gint64 at, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_get_hour (local) * 3600 + g_date_time_get_minute (local) * 60
         + g_date_time_get_second (local);
}

GPtrArray *
rg_automation_finder_find (const RgAutomationFinder *finder, const RgAutomation *automation,
                           RgDay from, RgDay to, gboolean now, GError **error)
{
  const RgWhen *when = &automation->when;
  g_autoptr (GArray) occasions = NULL;

  if (from > to)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) rg_due_free);
  occasions = rg_find_occasions (finder, when, from, to, error);
  if (occasions == NULL)
    return NULL;
  rg_find_drop_untimely (finder, occasions, now);
  if (!rg_find_filter (finder, automation->segment, occasions, error))
    return NULL;
  return rg_find_name_all (finder, when, occasions, now, error);
}

GPtrArray *
rg_automation_find_due (RgStore *store, const RgAutomation *automation, RgDay from, RgDay to,
                        gboolean now, GError **error)
{
  g_auto (RgAutomationFinder) finder = { NULL };

  return rg_automation_finder_init (&finder, store, rg_store_get_shop (store), error)
           ? rg_automation_finder_find (&finder, automation, from, to, now, error) : NULL;
}

/* --- permission --------------------------------------------------------------------------- */

gboolean
rg_automation_may_contact (RgDb *db, const RgShop *shop, gint64 customer, guint *ways,
                           GError **error)
{
  RgChannelPermission now[RG_N_ASKED];
  gboolean held = FALSE;

  *ways = 0;
  if (!rg_suppressed_holds_for (db, customer, &held, error)
      || !rg_consent_read_now (db, customer, now, error))
    return FALSE;
  for (int channel = 0; !held && channel < RG_CHANNELS; channel++)
    if (rg_permission_allows (now[channel].state, rg_shop_get_basis (shop, (RgChannel) channel)))
      *ways |= 1u << channel;
  return TRUE;
}

/* --- dry run ------------------------------------------------------------------------------ */

typedef struct {
  const RgShop *shop;
  GPtrArray *due;   /* RgDue */
  GPtrArray *fired; /* RgFired */
  gboolean ask;     /* whether they may be contacted matters */
} RgDryNames;

static gboolean
rg_dry_names_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgDryNames *names = data;

  for (guint i = 0; i < names->due->len; i++)
    {
      const RgDue *due = names->due->pdata[i];
      RgFired *fired = g_new0 (RgFired, 1);
      guint ways = 1;

      g_ptr_array_add (names->fired, fired);
      fired->customer = due->customer;
      fired->due_on = due->due_on;
      if (!rg_customer_read_living (db, &fired->customer, &fired->customer_name, error)
          || (names->ask
              && !rg_automation_may_contact (db, names->shop, fired->customer, &ways, error)))
        return FALSE;
      fired->done = ways != 0;
    }
  return TRUE;
}

gboolean
rg_automation_asks_permission (const RgAutomation *automation)
{
  for (guint i = 0; i < automation->then->len; i++)
    if (!((const RgThen *) automation->then->pdata[i])->allowed)
      return FALSE;
  return TRUE;
}

GPtrArray *
rg_automation_finder_dry_run (const RgAutomationFinder *finder, const RgAutomation *automation,
                              RgDay *from, RgDay *to, GError **error)
{
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GPtrArray) fired = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_fired_free);
  RgDryNames names = { finder->shop, NULL, fired, rg_automation_asks_permission (automation) };

  *to = finder->today;
  *from = finder->today - RG_AUTOMATION_DRY_DAYS + 1;
  due = rg_automation_finder_find (finder, automation, *from, *to, FALSE, error);
  names.due = due;
  if (due == NULL
      || !rg_store_read_sync (finder->store, RG_READER_ROWS, rg_dry_names_in_thread, &names, NULL,
                              error))
    return NULL;
  return g_steal_pointer (&fired);
}

GPtrArray *
rg_automation_dry_run (RgStore *store, const RgAutomation *automation, RgDay *from, RgDay *to,
                       GError **error)
{
  g_auto (RgAutomationFinder) finder = { NULL };

  return rg_automation_finder_init (&finder, store, rg_store_get_shop (store), error)
           ? rg_automation_finder_dry_run (&finder, automation, from, to, error) : NULL;
}
