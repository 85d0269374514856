/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The two forms of a person's own copy. */
#include "config.h"

#include "transfer/rg-person-copy.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "base/rg-person-words.h"
#include "rules/rg-permission.h"
#include "store/rg-store-access.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Headings of sections and of columns that are not a person's own; the stable words are those of
 * rg-store-person.sql. */
static const struct
{
  const char *name;
  const char *title;
} rg_person_titles[] = {
  { "person", N_("Person") },
  { "known_as", N_("Also known as") },
  { "contact", N_("Contact") },
  { "tags", N_("Tags") },
  { "own_fields", N_("Own Fields") },
  { "permission", N_("Permission") },
  { "purchases", N_("Purchases") },
  { "deliveries", N_("Sent Home") },
  { "activity", N_("In the Web Shop") },
  { "campaigns", N_("Letters and Offers") },
  { "points", N_("Points") },
  { "discounts", N_("Discounts Given") },
  { "coupons", N_("Coupons") },
  { "automations", N_("Done by Automations") },
  { "tickets", N_("Tickets and Enquiries") },
  { "tasks", N_("Tasks") },
  { "history", N_("What Was Changed") },
  { "looked_at", N_("Who Looked at This") },
  { "uuid", N_("Mark in the shop’s file") },
  { "number", N_("Customer number") },
  { "quiet_hours", N_("Quiet hours") },
  { "noted_at", N_("When") },
  { "text", N_("Text") },
  { "notes", N_("Notes and Calls") },
  { "looked_after_by", N_("Looked after by") },
  { "source", N_("Where") },
  { "kind", N_("Kind") },
  { "value", N_("E-mail, phone or street") },
  { "postcode", N_("Postcode") },
  { "city", N_("City") },
  { "region", N_("Region") },
  { "country", N_("Country") },
  { "belongs_to", N_("Belongs to") },
  { "tag", N_("Tag") },
  { "field", N_("Field") },
  { "field_text", N_("What is known") },
  { "field_on", N_("Day") },
  { "field_minor", N_("Amount") },
  { "channel", N_("Channel") },
  { "answer", N_("Answer") },
  { "said_on", N_("Said on") },
  { "recorded_at", N_("Recorded") },
  { "how", N_("How") },
  { "evidence", N_("Evidence") },
  { "staff", N_("Who") },
  { "remark", N_("Remark") },
  { "wording", N_("In these words") },
  { "benefits", N_("What they get for it") },
  { "sold_on", N_("Day") },
  { "place", N_("Place") },
  { "receipt", N_("Receipt") },
  { "product", N_("Product") },
  { "code", N_("Code") },
  { "quantity", N_("Quantity") },
  { "amount_minor", N_("Amount") },
  { "campaign", N_("Campaign") },
  { "state", N_("State") },
  { "reason", N_("Reason") },
  { "sent_on", N_("Sent") },
  { "subject", N_("Subject") },
  { "body", N_("Text") },
  { "mail", N_("E-Mail") },
  { "mail_said", N_("The Mail Server Said") },
  { "coupon", N_("Coupon") },
  { "used_on", N_("Used") },
  { "responses", N_("Opened and Clicked") },
  { "given_on", N_("Given on") },
  { "offer", N_("Offer") },
  { "effective_on", N_("Day") },
  { "lapses_on", N_("Lapse after") },
  { "points_left", N_("Points left") },
  { "until_on", N_("Valid until") },
  { "percent", N_("Per cent") },
  { "what", N_("What") },
  { "opened_on", N_("Begun") },
  { "ticket_channel", N_("How") },
  { "priority", N_("Priority") },
  { "closed_on", N_("Closed") },
  { "solution", N_("How It Was Solved") },
  { "created_on", N_("Begun") },
  { "due_on", N_("Due") },
  { "done_on", N_("Done") },
  { "done_at", N_("When") },
};

static const char *
rg_person_get_title (const char *name)
{
  const char *words;

  for (gsize i = 0; i < G_N_ELEMENTS (rg_person_titles); i++)
    if (g_str_equal (rg_person_titles[i].name, name))
      return _(rg_person_titles[i].title);
  words = rg_person_words (name);
  return words != NULL ? words : name;
}

/* --- JSON ------------------------------------------------------------------------------------- */

static char *
rg_person_dup_instant (const char *text, const RgShop *shop, const char *format)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (shop);
  g_autoptr (GDateTime) utc =
    g_date_time_new_from_unix_utc (g_ascii_strtoll (text, NULL, 10));
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, format) : g_strdup ("");
}

static void
rg_person_add_value (JsonBuilder *json, const RgPersonColumn *column, const char *text,
                     const RgShop *shop)
{
  g_autofree char *formatted = NULL;

  json_builder_set_member_name (json, column->name);
  if (*text == '\0')
    json_builder_add_null_value (json);
  else if (column->kind == RG_PERSON_MONEY)
    json_builder_add_int_value (json, g_ascii_strtoll (text, NULL, 10));
  else if (column->kind == RG_PERSON_NUMBER)
    json_builder_add_double_value (json, g_ascii_strtod (text, NULL));
  else
    {
      if (column->kind == RG_PERSON_DAY)
        formatted = rg_day_format_iso ((RgDay) g_ascii_strtoll (text, NULL, 10));
      else if (column->kind == RG_PERSON_INSTANT)
        formatted = rg_person_dup_instant (text, shop, "%FT%T%:z");
      json_builder_add_string_value (json, formatted != NULL ? formatted : text);
    }
}

static void
rg_person_add_section (JsonBuilder *json, const RgPersonSection *section, const RgShop *shop)
{
  json_builder_set_member_name (json, section->name);
  json_builder_begin_array (json);
  for (guint i = 0; i < section->rows->len; i++)
    {
      GStrv row = g_ptr_array_index (section->rows, i);

      json_builder_begin_object (json);
      for (guint k = 0; k < section->columns->len; k++)
        rg_person_add_value (json, &g_array_index (section->columns, RgPersonColumn, k), row[k],
                             shop);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static char *
rg_person_format_json (const RgPerson *person, const RgShop *shop)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "shop");
  json_builder_add_string_value (json, shop->name);
  json_builder_set_member_name (json, "currency");
  json_builder_add_string_value (json, shop->currency);
  for (guint i = 0; i < person->sections->len; i++)
    rg_person_add_section (json, g_ptr_array_index (person->sections, i), shop);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  return json_to_string (root, TRUE);
}

/* --- The page --------------------------------------------------------------------------------- */

static void
rg_person_add_text (GString *page, const char *before, const char *text, const char *after)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (page, "%s%s%s", before, escaped, after);
}

static char *
rg_person_dup_cell (const RgPersonColumn *column, const char *text, const RgShop *shop)
{
  if (*text == '\0')
    return g_strdup ("");
  if (g_str_equal (column->name, "prefers") || g_str_equal (column->name, "channel"))
    return g_strdup (rg_channel_word (text));
  switch (column->kind)
    {
    case RG_PERSON_DAY:
      return rg_day_format ((RgDay) g_ascii_strtoll (text, NULL, 10));
    case RG_PERSON_INSTANT:
      return rg_person_dup_instant (text, shop, "%x %H:%M");
    case RG_PERSON_MONEY:
      return rg_money_format (g_ascii_strtoll (text, NULL, 10), shop->currency);
    case RG_PERSON_TEXT:
    case RG_PERSON_NUMBER:
    default:
      return g_strdup (text);
    }
}

/* One person is a list of facts; several rows are a table. */
static void
rg_person_add_facts (GString *page, const RgPersonSection *section, const RgShop *shop)
{
  GStrv row = g_ptr_array_index (section->rows, 0);

  g_string_append (page, "<dl>\n");
  for (guint i = 0; i < section->columns->len; i++)
    {
      const RgPersonColumn *column = &g_array_index (section->columns, RgPersonColumn, i);
      g_autofree char *text = rg_person_dup_cell (column, row[i], shop);

      if (*text == '\0')
        continue;
      rg_person_add_text (page, "<dt>", rg_person_get_title (column->name), "</dt>");
      rg_person_add_text (page, "<dd>", text, "</dd>\n");
    }
  g_string_append (page, "</dl>\n");
}

static void
rg_person_add_table (GString *page, const RgPersonSection *section, const RgShop *shop)
{
  g_string_append (page, "<table>\n<tr>");
  for (guint i = 0; i < section->columns->len; i++)
    rg_person_add_text (page, "<th>",
                        rg_person_get_title (
                          g_array_index (section->columns, RgPersonColumn, i).name),
                        "</th>");
  g_string_append (page, "</tr>\n");
  for (guint i = 0; i < section->rows->len; i++)
    {
      GStrv row = g_ptr_array_index (section->rows, i);

      g_string_append (page, "<tr>");
      for (guint k = 0; k < section->columns->len; k++)
        {
          g_autofree char *text = rg_person_dup_cell (
            &g_array_index (section->columns, RgPersonColumn, k), row[k], shop);

          rg_person_add_text (page, "<td>", text, "</td>");
        }
      g_string_append (page, "</tr>\n");
    }
  g_string_append (page, "</table>\n");
}

static const char rg_person_style[] =
  "body{font-family:sans-serif;max-width:60em;margin:2em auto;padding:0 1em;line-height:1.4}"
  "table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;"
  "padding:.3em .6em .3em 0;border-bottom:1px solid #bbb;white-space:pre-line}"
  "dl{display:grid;grid-template-columns:max-content 1fr;gap:.3em 1em}dd{margin:0;"
  "white-space:pre-line}dt{color:#555}";

static char *
rg_person_format_page (const RgPerson *person, const RgShop *shop, gint64 now)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (shop);
  g_autofree char *day = rg_day_format_long (rg_instant_day (now, zone));
  /* Translators: the first %s is the name of a shop, the second one a day. */
  g_autofree char *lead =
    g_strdup_printf (_("Everything that %s knows about you, %s"), shop->name, day);
  GString *page = g_string_new ("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n");

  g_string_append_printf (page, "<style>%s</style>\n", rg_person_style);
  rg_person_add_text (page, "<title>", person->shown_name, "</title></head>\n<body>\n");
  rg_person_add_text (page, "<h1>", person->shown_name, "</h1>\n");
  rg_person_add_text (page, "<p>", lead, "</p>\n");
  for (guint i = 0; i < person->sections->len; i++)
    {
      const RgPersonSection *section = g_ptr_array_index (person->sections, i);

      if (section->rows->len == 0)
        continue;
      rg_person_add_text (page, "<h2>", rg_person_get_title (section->name), "</h2>\n");
      if (i == 0)
        rg_person_add_facts (page, section, shop);
      else
        rg_person_add_table (page, section, shop);
    }
  g_string_append (page, "</body></html>\n");
  return g_string_free (page, FALSE);
}

RgPersonCopyKind
rg_person_copy_kind_of (const char *file_name)
{
  g_autofree char *folded = g_ascii_strdown (file_name, -1);

  return g_str_has_suffix (folded, ".json") ? RG_PERSON_COPY_JSON : RG_PERSON_COPY_PAGE;
}

char *
rg_person_copy_format (const RgPerson *person, const RgShop *shop, gint64 now,
                       RgPersonCopyKind kind)
{
  return kind == RG_PERSON_COPY_JSON ? rg_person_format_json (person, shop)
                                     : rg_person_format_page (person, shop, now);
}

/* --- The file --------------------------------------------------------------------------------- */

typedef struct
{
  gint64 customer;
  RgPerson *person;
} RgPersonReading;

static gboolean
rg_person_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgPersonReading *reading = data;

  reading->person = rg_person_read (db, reading->customer, error);
  return reading->person != NULL;
}

static gboolean
rg_person_copy_write (RgStore *store, const RgShop *shop, gint64 customer, GFile *file,
                      RgPersonCopyKind kind, GError **error)
{
  RgPersonReading reading = { customer, NULL };
  g_autoptr (RgPerson) person = NULL;
  g_autofree char *text = NULL;

  /* First: the copy says that it was made. */
  if (!rg_store_note_access_sync (store, customer, RG_ACCESS_COPY, error)
      || !rg_store_read_sync (store, RG_READER_REPORT, rg_person_read_in_thread, &reading, NULL,
                              error))
    return FALSE;
  person = reading.person;
  text = rg_person_copy_format (person, shop, rg_instant_now (), kind);
  return g_file_replace_contents (file, text, strlen (text), NULL, FALSE,
                                  G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                  NULL, error);
}

gboolean
rg_person_copy_write_sync (RgStore *store, gint64 customer, GFile *file, RgPersonCopyKind kind,
                           GError **error)
{
  return rg_person_copy_write (store, rg_store_get_shop (store), customer, file, kind, error);
}

typedef struct
{
  gint64 customer;
  GFile *file;
  RgPersonCopyKind kind;
  RgShop *shop;
} RgPersonCopyJob;

static void
rg_person_copy_job_free (gpointer data)
{
  RgPersonCopyJob *job = data;

  g_object_unref (job->file);
  rg_shop_free (job->shop);
  g_free (job);
}

static void
rg_person_copy_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const RgPersonCopyJob *job = data;
  g_autoptr (GError) error = NULL;

  if (rg_person_copy_write (RG_STORE (source), job->shop, job->customer, job->file, job->kind,
                            &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
rg_person_copy_write_async (RgStore *store, gint64 customer, GFile *file, RgPersonCopyKind kind,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);
  RgPersonCopyJob *job = g_new0 (RgPersonCopyJob, 1);

  job->customer = customer;
  job->file = g_object_ref (file);
  job->kind = kind;
  job->shop = rg_shop_copy (rg_store_get_shop (store));
  g_task_set_source_tag (task, rg_person_copy_write_async);
  g_task_set_task_data (task, job, rg_person_copy_job_free);
  g_task_run_in_thread (task, rg_person_copy_in_thread);
}

gboolean
rg_person_copy_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
