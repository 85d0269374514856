/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads customers, and writes each as a card. */
#include "transfer/rg-vcard-export.h"

#include "base/rg-uuid.h"
#include "transfer/rg-vcard.h"

/* The columns of customers.card. */
enum {
  COLUMN_ID,
  COLUMN_UUID,
  COLUMN_NAME,
  COLUMN_GIVEN_NAME,
  COLUMN_FAMILY_NAME,
  COLUMN_BIRTH_YEAR,
  COLUMN_BIRTH_MONTH,
  COLUMN_BIRTH_DAY,
  COLUMN_GENDER,
  COLUMN_LANGUAGE,
  COLUMN_NOTE,
};

typedef struct {
  RgStatement *contacts;
  RgStatement *tags;
  int version;
  GString *text;
} Export;

gboolean
rg_vcard_is_joined (RgDb *db, gint64 customer, gboolean *joined, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "customers.is-joined", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, customer);
  step = rg_statement_step (row, error);
  *joined = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

/* The e-mails or phones of a person, the preferred one first. */
static GStrv
read_contacts (Export *export, gint64 id, const char *kind, GError **error)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  RgStep step;

  rg_statement_bind_int (export->contacts, 1, id);
  rg_statement_bind_text (export->contacts, 2, kind);
  while ((step = rg_statement_step (export->contacts, error)) == RG_STEP_ROW)
    g_strv_builder_add (values, rg_statement_get_text (export->contacts, 0));
  rg_statement_reset (export->contacts);
  return step == RG_STEP_DONE ? g_strv_builder_end (values) : NULL;
}

static GStrv
read_tags (Export *export, gint64 id, GError **error)
{
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();
  RgStep step;

  rg_statement_bind_int (export->tags, 1, id);
  while ((step = rg_statement_step (export->tags, error)) == RG_STEP_ROW)
    g_strv_builder_add (tags, rg_statement_get_text (export->tags, 0));
  rg_statement_reset (export->tags);
  return step == RG_STEP_DONE ? g_strv_builder_end (tags) : NULL;
}

/* The first address; what is in `person` then points into `place`. */
static gboolean
read_address (Export *export, gint64 id, RgVcardPerson *person, GStrv place, GError **error)
{
  RgStep step;

  rg_statement_bind_int (export->contacts, 1, id);
  rg_statement_bind_text (export->contacts, 2, "address");
  step = rg_statement_step (export->contacts, error);
  for (int i = 0; step == RG_STEP_ROW && i < 5; i++)
    place[i] = g_strdup (rg_statement_get_text (export->contacts, i));
  rg_statement_reset (export->contacts);
  person->street = place[0];
  person->postcode = place[1];
  person->city = place[2];
  person->region = place[3];
  person->country = place[4];
  return step != RG_STEP_ERROR;
}

static char *
read_uid (RgStatement *row)
{
  gsize length;
  const guint8 *uuid = rg_statement_get_blob (row, COLUMN_UUID, &length);
  g_autofree char *text = length == RG_UUID_SIZE ? rg_uuid_to_string (uuid) : g_strdup ("");

  return g_strconcat ("urn:uuid:", text, NULL);
}

static gboolean
write_person (Export *export, RgStatement *row, GError **error)
{
  gint64 id = rg_statement_get_int (row, COLUMN_ID);
  g_autofree char *uid = read_uid (row);
  g_auto (GStrv) place = g_new0 (char *, 6);
  g_auto (GStrv) emails = read_contacts (export, id, "email", error);
  g_auto (GStrv) phones = emails != NULL ? read_contacts (export, id, "phone", error) : NULL;
  g_auto (GStrv) tags = phones != NULL ? read_tags (export, id, error) : NULL;
  RgVcardPerson person = {
    .uid = uid,
    .name = rg_statement_get_text (row, COLUMN_NAME),
    .given_name = rg_statement_get_text (row, COLUMN_GIVEN_NAME),
    .family_name = rg_statement_get_text (row, COLUMN_FAMILY_NAME),
    .emails = (const char *const *) emails,
    .phones = (const char *const *) phones,
    .birth_year = (int) rg_statement_get_int (row, COLUMN_BIRTH_YEAR),
    .birth_month = (int) rg_statement_get_int (row, COLUMN_BIRTH_MONTH),
    .birth_day = (int) rg_statement_get_int (row, COLUMN_BIRTH_DAY),
    .gender = rg_statement_get_text (row, COLUMN_GENDER),
    .language = rg_statement_get_text (row, COLUMN_LANGUAGE),
    .note = rg_statement_get_text (row, COLUMN_NOTE),
    .tags = (const char *const *) tags,
  };

  if (tags == NULL || !read_address (export, id, &person, place, error))
    return FALSE;
  rg_vcard_write (export->text, &person, export->version);
  return TRUE;
}

char *
rg_vcard_export (RgDb *db, gint64 customer, int version, GError **error)
{
  g_autoptr (RgStatement) row =
    rg_db_statement (db, customer != 0 ? "customers.card" : "customers.cards", error);
  g_autoptr (RgStatement) contacts = NULL, tags = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  Export export = { .version = version, .text = text };
  gboolean joined = TRUE;
  RgStep step;

  if (row == NULL ||
      (customer != 0 && !rg_vcard_is_joined (db, customer, &joined, error)))
    return NULL;
  contacts = rg_db_statement (
    db, joined ? "customers.card-contacts" : "customers.own-card-contacts", error);
  tags = rg_db_statement (db, joined ? "customers.card-tags" : "customers.own-card-tags", error);
  if (contacts == NULL || tags == NULL)
    return NULL;
  export.contacts = contacts;
  export.tags = tags;
  if (customer != 0)
    rg_statement_bind_int (row, 1, customer);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    if (!write_person (&export, row, error))
      return NULL;
  return step == RG_STEP_DONE ? g_string_free_and_steal (g_steal_pointer (&text)) : NULL;
}
