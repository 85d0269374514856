/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The columns of each layout. */
#include "transfer/rg-campaign-layout.h"

#include <string.h>

#include "base/rg-coupon-code.h"
#include "base/rg-i18n.h"
#include "base/rg-phone.h"
#include "transfer/rg-csv-write.h"

/* More lines of an address are joined in the last column. */
#define RG_LAYOUT_LINES 6
/* Characters of a tag of Mailchimp. */
#define RG_LAYOUT_TAG 100

typedef enum {
  RG_CELL_NONE,
  RG_CELL_NAME,
  RG_CELL_GIVEN,
  RG_CELL_FAMILY,
  RG_CELL_CONTACT,
  RG_CELL_E164,
  RG_CELL_SUBJECT,
  RG_CELL_TEXT,
  RG_CELL_COUPON,
  RG_CELL_CAMPAIGN,
} RgCell;

typedef struct {
  const char *head;
  RgCell cell;
} RgColumn;

#define RG_COLUMNS_MOST 8

/* Each ends with RG_CELL_NONE. The names are those of the services' import pages:
 * help.brevo.com/hc/en-us/articles/208729849 (EMAIL, SMS, FIRSTNAME, LASTNAME; others become own
 * attributes), mailchimp.com/help/format-guidelines-for-your-import-file. */
static const RgColumn sms_columns[] = {
  { "phone", RG_CELL_E164 }, { "text", RG_CELL_TEXT }, { NULL, RG_CELL_NONE },
};
static const RgColumn brevo_columns[] = {
  { "EMAIL", RG_CELL_CONTACT },  { "FIRSTNAME", RG_CELL_GIVEN }, { "LASTNAME", RG_CELL_FAMILY },
  { "COUPON", RG_CELL_COUPON }, { NULL, RG_CELL_NONE },
};
static const RgColumn brevo_sms_columns[] = {
  { "SMS", RG_CELL_E164 },      { "FIRSTNAME", RG_CELL_GIVEN }, { "LASTNAME", RG_CELL_FAMILY },
  { "COUPON", RG_CELL_COUPON }, { NULL, RG_CELL_NONE },
};
static const RgColumn mailchimp_columns[] = {
  { "Email Address", RG_CELL_CONTACT }, { "First Name", RG_CELL_GIVEN },
  { "Last Name", RG_CELL_FAMILY },      { "Coupon", RG_CELL_COUPON },
  { "Tags", RG_CELL_CAMPAIGN },         { NULL, RG_CELL_NONE },
};
static const RgColumn email_table[] = {
  { "name", RG_CELL_NAME },    { "email", RG_CELL_CONTACT }, { "subject", RG_CELL_SUBJECT },
  { "message", RG_CELL_TEXT }, { NULL, RG_CELL_NONE },
};
static const RgColumn phone_table[] = {
  { "name", RG_CELL_NAME },    { "phone", RG_CELL_CONTACT }, { "subject", RG_CELL_SUBJECT },
  { "message", RG_CELL_TEXT }, { NULL, RG_CELL_NONE },
};

static const char *const layout_ids[RG_N_LAYOUTS] = {
  [RG_LAYOUT_TABLE] = "table",
  [RG_LAYOUT_SMS] = "sms",
  [RG_LAYOUT_BREVO] = "brevo",
  [RG_LAYOUT_MAILCHIMP] = "mailchimp",
};

const char *
rg_campaign_layout_get_id (RgCampaignLayout layout)
{
  return layout_ids[layout];
}

gboolean
rg_campaign_layout_from_id (const char *id, RgCampaignLayout *layout)
{
  for (guint i = 0; i < RG_N_LAYOUTS; i++)
    if (g_str_equal (id, layout_ids[i]))
      {
        *layout = (RgCampaignLayout) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
rg_campaign_layout_fits (RgCampaignLayout layout, RgChannel channel)
{
  switch (layout)
    {
    case RG_LAYOUT_SMS:
      return channel == RG_CHANNEL_SMS;
    case RG_LAYOUT_BREVO:
      return channel == RG_CHANNEL_SMS || channel == RG_CHANNEL_EMAIL;
    case RG_LAYOUT_MAILCHIMP:
      return channel == RG_CHANNEL_EMAIL;
    case RG_LAYOUT_TABLE:
    default:
      return TRUE;
    }
}

/* NULL for a table of letters, whose addresses have several columns. */
static const RgColumn *
rg_layout_get_columns (const RgLayoutContext *context)
{
  const gboolean email = context->channel == RG_CHANNEL_EMAIL;

  switch (context->layout)
    {
    case RG_LAYOUT_SMS:
      return sms_columns;
    case RG_LAYOUT_BREVO:
      return email ? brevo_columns : brevo_sms_columns;
    case RG_LAYOUT_MAILCHIMP:
      return mailchimp_columns;
    case RG_LAYOUT_TABLE:
    default:
      return context->channel == RG_CHANNEL_POST ? NULL : email ? email_table : phone_table;
    }
}

/* --- letters ------------------------------------------------------------------------------ */

static void
rg_layout_write_letter_head (GString *out, gboolean *begun)
{
  rg_csv_write_cell (out, begun, "name");
  for (int i = 1; i <= RG_LAYOUT_LINES; i++)
    {
      char name[16];

      g_snprintf (name, sizeof name, "address_%d", i);
      rg_csv_write_cell (out, begun, name);
    }
  rg_csv_write_cell (out, begun, "subject");
  rg_csv_write_cell (out, begun, "message");
}

static void
rg_layout_write_letter (GString *out, const RgCampaignPerson *person, gboolean *begun)
{
  g_auto (GStrv) lines = g_strsplit (person->contact, "\n", RG_LAYOUT_LINES);
  const guint n_lines = g_strv_length (lines);

  rg_csv_write_cell (out, begun, person->name);
  for (guint i = 0; i < RG_LAYOUT_LINES; i++)
    rg_csv_write_cell (out, begun, i < n_lines ? g_strdelimit (lines[i], "\n", ' ') : "");
  rg_csv_write_cell (out, begun, person->subject);
  rg_csv_write_cell (out, begun, person->body);
}

/* --- any other ---------------------------------------------------------------------------- */

void
rg_campaign_layout_write_head (GString *out, const RgLayoutContext *context)
{
  const RgColumn *column = rg_layout_get_columns (context);
  gboolean begun = FALSE;

  if (column == NULL)
    rg_layout_write_letter_head (out, &begun);
  for (; column != NULL && column->cell != RG_CELL_NONE; column++)
    rg_csv_write_cell (out, &begun, column->head);
  rg_csv_write_end (out, &begun);
}

/* A mark before it, as in tables for people, would be sent to the customer. */
static gboolean
rg_layout_check_text (const RgLayoutContext *context, const char *text, GError **error)
{
  if (context->layout == RG_LAYOUT_TABLE || *text == '\0' || strchr ("=+-@\t\r\n", *text) == NULL)
    return TRUE;
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
               /* Translators: %c is one of the characters = + - @. */
               _("A message begins with “%c”, which a spreadsheet would run as a formula: begin it "
                 "with a word."),
               g_ascii_isprint (*text) ? *text : ' ');
  return FALSE;
}

/* A comma would make two tags of it, and a longer one is none. */
static char *
rg_layout_dup_tag (const char *campaign)
{
  char *tag = g_utf8_strlen (campaign, -1) > RG_LAYOUT_TAG
                ? g_utf8_substring (campaign, 0, RG_LAYOUT_TAG) : g_strdup (campaign);

  return g_strdelimit (tag, ",\"\r\n", ' ');
}

/* Owned by the caller; NULL where it cannot be written. */
static char *
rg_layout_dup_cell (const RgLayoutContext *context, RgCell cell, const RgCampaignPerson *person)
{
  const gboolean parts = *person->given != '\0' || *person->family != '\0';

  switch (cell)
    {
    case RG_CELL_NAME:
      return g_strdup (person->name);
    case RG_CELL_GIVEN:
      return g_strdup (parts ? person->given : person->name);
    case RG_CELL_FAMILY:
      return g_strdup (person->family);
    case RG_CELL_E164:
      return rg_phone_to_e164 (person->contact, context->country);
    case RG_CELL_SUBJECT:
      return g_strdup (person->subject);
    case RG_CELL_TEXT:
      return rg_template_dup_text (person->body);
    case RG_CELL_COUPON:
      return person->coupon != NULL ? rg_coupon_code_format (person->coupon) : g_strdup ("");
    case RG_CELL_CAMPAIGN:
      return rg_layout_dup_tag (context->campaign);
    case RG_CELL_CONTACT:
    default:
      return g_strdup (person->contact);
    }
}

gboolean
rg_campaign_layout_write_row (GString *out, const RgLayoutContext *context,
                              const RgCampaignPerson *person, gboolean *skipped, GError **error)
{
  const RgColumn *columns = rg_layout_get_columns (context);
  gboolean begun = FALSE;
  g_autoptr (GString) row = g_string_new (NULL);

  *skipped = FALSE;
  if (columns == NULL)
    rg_layout_write_letter (row, person, &begun);
  for (const RgColumn *column = columns; column != NULL && column->cell != RG_CELL_NONE; column++)
    {
      g_autofree char *cell = rg_layout_dup_cell (context, column->cell, person);

      if (column->cell == RG_CELL_TEXT && !rg_layout_check_text (context, cell, error))
        return FALSE;
      *skipped = *skipped || cell == NULL;
      rg_csv_write_cell (row, &begun, cell != NULL ? cell : "");
    }
  rg_csv_write_end (row, &begun);
  if (!*skipped)
    g_string_append_len (out, row->str, (gssize) row->len);
  return TRUE;
}
