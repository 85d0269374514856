/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Customers of a batch: made, or brought up to date without touching what somebody edited here. */
#include "store/rg-import-private.h"

#include <string.h>

#include "base/rg-uuid.h"
#include "store/rg-store-contacts.h"

/* One person as the file says it, in the columns of the shop's tables. */
typedef struct {
  char *name; /* in full, made of its parts where the file has only those */
  const RgImportCustomer *from;
} Person;

/* Columns of import.customer. */
enum {
  NOW_NAME,
  NOW_GIVEN_NAME,
  NOW_FAMILY_NAME,
  NOW_CARD_NUMBER,
  NOW_GENDER,
  NOW_LANGUAGE,
  NOW_NOTE,
  NOW_OCCUPATION,
  NOW_INCOME,
  NOW_INTERESTS,
  NOW_CHILDREN,
  NOW_HOUSEHOLD_SIZE,
  NOW_OWNER,
  NOW_JOINED_HOW,
  NOW_JOINED_WHERE,
  NOW_PREFERS,
  NOW_BIRTH_YEAR,
  NOW_BIRTH_MONTH,
  NOW_BIRTH_DAY,
  NOW_JOINED_ON,
  NOW_ERASED,
  N_TEXTS = NOW_BIRTH_YEAR,
};

static const struct {
  RgImportField field;
  const char *column;
} texts[N_TEXTS] = {
  { RG_FIELD_NAME, "name" },
  { RG_FIELD_GIVEN_NAME, "given_name" },
  { RG_FIELD_FAMILY_NAME, "family_name" },
  { RG_FIELD_CARD_NUMBER, "card_number" },
  { RG_FIELD_GENDER, "gender" },
  { RG_FIELD_LANGUAGE, "language" },
  { RG_FIELD_NOTE, "note" },
  { RG_FIELD_OCCUPATION, "occupation" },
  { RG_FIELD_INCOME, "income_band" },
  { RG_FIELD_INTERESTS, "interests" },
  { RG_FIELD_CHILDREN, "children" },
  { RG_FIELD_HOUSEHOLD_SIZE, "household_size" },
  { RG_FIELD_OWNER, "owner_id" },
  { RG_FIELD_JOINED_HOW, "joined_how" },
  { RG_FIELD_JOINED_WHERE, "joined_where" },
  { RG_FIELD_PREFERS, "prefers" },
};

void
rg_import_bind_uuid (RgStatement *statement, int parameter)
{
  guint8 uuid[RG_UUID_SIZE];

  rg_uuid_v7 (uuid);
  rg_statement_bind_blob (statement, parameter, uuid, sizeof uuid);
}

void
rg_import_bind_id (RgStatement *statement, int parameter, gint64 id)
{
  if (id != 0)
    rg_statement_bind_int (statement, parameter, id);
  else
    rg_statement_bind_null (statement, parameter);
}

static Person
person_of (const RgImportCustomer *customer)
{
  const char *const *field = customer->field;
  Person person = { NULL, customer };

  if (*field[RG_FIELD_NAME] != '\0')
    person.name = g_strdup (field[RG_FIELD_NAME]);
  else
    person.name = g_strstrip (
      g_strdup_printf ("%s %s", field[RG_FIELD_GIVEN_NAME], field[RG_FIELD_FAMILY_NAME]));
  return person;
}

static const char *
person_text (const Person *person, guint i)
{
  return texts[i].field == RG_FIELD_NAME ? person->name : person->from->field[texts[i].field];
}

static gboolean
is_by_hand (RgImportResolution *resolution, const char *table, gint64 id, const char *column)
{
  g_autofree char *key = g_strdup_printf ("%s:%" G_GINT64_FORMAT ":%s", table, id, column);

  return g_hash_table_contains (resolution->by_hand, key);
}

/* --- Contact points --------------------------------------------------------------------------- */

typedef struct {
  const char *kind;
  char *value;
  char *key;
  const char *postcode, *city, *region, *country;
} Contact;

static Contact
contact_of (const RgImportResolution *resolution, const RgImportCustomer *customer,
            const char *kind)
{
  const char *const *field = customer->field;
  Contact contact = { .kind = kind, .postcode = "", .city = "", .region = "", .country = "" };

  if (*kind == 'e')
    {
      contact.value = g_strdup (field[RG_FIELD_EMAIL]);
    }
  else if (*kind == 'p')
    {
      contact.value = g_strdup (field[RG_FIELD_PHONE]);
    }
  else
    {
      contact.value = g_strdup (field[RG_FIELD_STREET]);
      contact.postcode = field[RG_FIELD_POSTCODE];
      contact.city = field[RG_FIELD_CITY];
      contact.region = field[RG_FIELD_REGION];
      contact.country = field[RG_FIELD_COUNTRY];
    }
  contact.key = rg_contact_dup_key (kind, contact.value, resolution->country);
  return contact;
}

static void
contact_clear (Contact *contact)
{
  g_free (contact->value);
  g_free (contact->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Contact, contact_clear)

static gboolean
contact_is_empty (const Contact *contact)
{
  return *contact->value == '\0' && *contact->postcode == '\0' && *contact->city == '\0' &&
         *contact->region == '\0' && *contact->country == '\0';
}

static gboolean
insert_contact (RgDb *db, const Contact *contact, gint64 customer, gint64 import_id,
                GError **error)
{
  g_autoptr (RgStatement) insert = rg_db_statement (db, "import.contact-insert", error);

  if (insert == NULL)
    return FALSE;
  rg_import_bind_uuid (insert, 1);
  rg_statement_bind_int (insert, 2, customer);
  rg_statement_bind_text (insert, 3, contact->kind);
  rg_statement_bind_int (insert, 4, 1);
  rg_statement_bind_text (insert, 5, contact->value);
  rg_statement_bind_text (insert, 6, contact->key);
  rg_statement_bind_text (insert, 7, contact->postcode);
  rg_statement_bind_text (insert, 8, contact->city);
  rg_statement_bind_text (insert, 9, contact->region);
  rg_statement_bind_text (insert, 10, contact->country);
  rg_statement_bind_int (insert, 11, import_id);
  return rg_statement_run (insert, error);
}

/* What is to be done with one contact of somebody who is known. */
typedef struct {
  gint64 replace;    /* the row that an import made, to be brought up to date; 0: none */
  gboolean same;     /* the shop has it already */
  gboolean by_hand;  /* somebody here wrote or removed one of this kind: theirs stays */
  char *now[5];      /* value, postcode, city, region, country of the row to replace */
} ContactPlan;

static void
contact_plan_clear (ContactPlan *plan)
{
  for (guint i = 0; i < G_N_ELEMENTS (plan->now); i++)
    g_free (plan->now[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ContactPlan, contact_plan_clear)

/* An empty cell of the file says nothing: what the shop has stays. */
static const char *
newer (const char *said, const char *had)
{
  return *said != '\0' ? said : had;
}

static gboolean
row_is_same (RgStatement *row, const Contact *contact)
{
  if (*contact->kind != 'a')
    return strcmp (rg_statement_get_text (row, 3), contact->key) == 0;
  return strcmp (newer (contact->value, rg_statement_get_text (row, 2)),
                 rg_statement_get_text (row, 2)) == 0 &&
         strcmp (newer (contact->postcode, rg_statement_get_text (row, 4)),
                 rg_statement_get_text (row, 4)) == 0 &&
         strcmp (newer (contact->city, rg_statement_get_text (row, 5)),
                 rg_statement_get_text (row, 5)) == 0 &&
         strcmp (newer (contact->region, rg_statement_get_text (row, 6)),
                 rg_statement_get_text (row, 6)) == 0 &&
         strcmp (newer (contact->country, rg_statement_get_text (row, 7)),
                 rg_statement_get_text (row, 7)) == 0;
}

static gboolean
row_is_by_hand (RgImportResolution *resolution, RgStatement *row)
{
  static const char *const columns[] = { "value", "postcode", "city", "region", "country" };
  gint64 id = rg_statement_get_int (row, 0);

  if (rg_statement_is_null (row, 8))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (is_by_hand (resolution, "contact_point", id, columns[i]))
      return TRUE;
  return FALSE;
}

static gboolean
plan_contact (RgImportResolution *resolution, gint64 customer, const Contact *contact,
              ContactPlan *plan, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (resolution->db, "import.contacts", error);
  RgStep step;

  plan->by_hand = is_by_hand (resolution, "removed:contact_point", customer, contact->kind);
  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, customer);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      if (strcmp (rg_statement_get_text (rows, 1), contact->kind) != 0)
        continue;
      plan->same |= row_is_same (rows, contact);
      if (row_is_by_hand (resolution, rows))
        plan->by_hand = TRUE;
      else if (plan->replace == 0)
        {
          plan->replace = rg_statement_get_int (rows, 0);
          plan->now[0] = g_strdup (rg_statement_get_text (rows, 2));
          for (guint i = 1; i < G_N_ELEMENTS (plan->now); i++)
            plan->now[i] = g_strdup (rg_statement_get_text (rows, (int) i + 3));
        }
    }
  return step == RG_STEP_DONE;
}

static gboolean
replace_contact (RgDb *db, const Contact *contact, const ContactPlan *plan, GError **error)
{
  g_autoptr (RgStatement) update = rg_db_statement (db, "import.contact-update", error);

  if (update == NULL)
    return FALSE;
  rg_statement_bind_int (update, 1, plan->replace);
  rg_statement_bind_text (update, 2, newer (contact->value, plan->now[0]));
  rg_statement_bind_text (update, 3, contact->key);
  rg_statement_bind_text (update, 4, newer (contact->postcode, plan->now[1]));
  rg_statement_bind_text (update, 5, newer (contact->city, plan->now[2]));
  rg_statement_bind_text (update, 6, newer (contact->region, plan->now[3]));
  rg_statement_bind_text (update, 7, newer (contact->country, plan->now[4]));
  return rg_statement_run (update, error);
}

/* Brings the contacts of somebody known up to date. */
static gboolean
update_contacts (RgImportResolution *resolution, gint64 customer, const RgImportCustomer *from,
                 RgWrite *write, gint64 import_id, gboolean *changed, GError **error)
{
  static const char *const kinds[] = { "email", "phone", "address" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (Contact) contact = contact_of (resolution, from, kinds[i]);
      g_auto (ContactPlan) plan = { 0 };

      if (contact_is_empty (&contact))
        continue;
      if (!plan_contact (resolution, customer, &contact, &plan, error))
        return FALSE;
      if (plan.same || plan.by_hand)
        continue;
      *changed = TRUE;
      if (write == NULL)
        continue;
      if (plan.replace != 0 ? !replace_contact (resolution->db, &contact, &plan, error)
                            : !insert_contact (resolution->db, &contact, customer, import_id,
                                               error))
        return FALSE;
    }
  return TRUE;
}

/* --- Tags ------------------------------------------------------------------------------------- */

static gboolean
find_tag (RgDb *db, const char *name, RgWrite *write, gint64 import_id, gint64 *id, GError **error)
{
  g_autoptr (RgStatement) insert = NULL;

  if (!rg_import_look_up (db, "import.tag", name, id, error))
    return FALSE;
  if (*id != 0 || write == NULL)
    return TRUE;
  insert = rg_db_statement (db, "import.tag-insert", error);
  if (insert == NULL)
    return FALSE;
  rg_import_bind_uuid (insert, 1);
  rg_statement_bind_text (insert, 2, name);
  rg_statement_bind_int (insert, 3, import_id);
  if (!rg_statement_run (insert, error))
    return FALSE;
  *id = rg_db_last_id (db);
  return TRUE;
}

static gboolean
has_pair (RgDb *db, const char *name, gint64 a, gint64 b, gboolean *has, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, name, error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, a);
  rg_statement_bind_int (row, 2, b);
  step = rg_statement_step (row, error);
  *has = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

/* Gives the tags that the file says and that nobody here has taken off. */
static gboolean
add_tags (RgImportResolution *resolution, gint64 customer, const RgImportCustomer *from,
          RgWrite *write, gint64 import_id, gboolean *changed, GError **error)
{
  g_auto (GStrv) names = NULL;

  if (*from->tags == '\0')
    return TRUE;
  names = g_strsplit (from->tags, "\n", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (RgStatement) insert = NULL;
      gboolean has = FALSE, before = FALSE;
      gint64 tag;

      if (!find_tag (resolution->db, names[i], write, import_id, &tag, error))
        return FALSE;
      if (tag != 0 &&
          (!has_pair (resolution->db, "import.has-tag", customer, tag, &has, error) ||
           !has_pair (resolution->db, "import.tagged-before", customer, tag, &before, error)))
        return FALSE;
      if (has || before)
        continue;
      *changed = TRUE;
      if (write == NULL)
        continue;
      insert = rg_db_statement (resolution->db, "import.customer-tag-insert", error);
      if (insert == NULL)
        return FALSE;
      rg_statement_bind_int (insert, 1, customer);
      rg_statement_bind_int (insert, 2, tag);
      rg_statement_bind_int (insert, 3, import_id);
      if (!rg_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

/* --- People ----------------------------------------------------------------------------------- */

static gboolean
insert_identity (RgImportResolution *resolution, guint i, gint64 import_id, GError **error)
{
  g_autoptr (RgStatement) insert =
    rg_db_statement (resolution->db, "import.identity-insert", error);
  const RgImportCustomer *customer =
    &g_array_index (resolution->batch->customers, RgImportCustomer, i);

  if (insert == NULL)
    return FALSE;
  rg_statement_bind_int (insert, 1, resolution->source);
  rg_statement_bind_text (insert, 2, customer->external_id);
  rg_statement_bind_int (insert, 3, resolution->customer[i]);
  rg_statement_bind_int (insert, 4, import_id);
  return rg_statement_run (insert, error);
}

static gboolean
create_customer (RgImportResolution *resolution, guint i, RgWrite *write, gint64 import_id,
                 GError **error)
{
  static const char *const kinds[] = { "email", "phone", "address" };
  const RgImportCustomer *from =
    &g_array_index (resolution->batch->customers, RgImportCustomer, i);
  g_autoptr (RgStatement) insert =
    rg_db_statement (resolution->db, "import.customer-insert", error);
  Person person = person_of (from);
  g_autofree char *name = person.name;
  gboolean changed = FALSE;

  if (insert == NULL)
    return FALSE;
  rg_import_bind_uuid (insert, 1);
  rg_statement_bind_text (insert, 2, from->made_up ? "" : from->external_id);
  for (guint k = 0; k < N_TEXTS; k++)
    rg_statement_bind_text (insert, (int) k + 3, person_text (&person, k));
  rg_import_bind_id (insert, N_TEXTS + 3, from->birth_year);
  rg_import_bind_id (insert, N_TEXTS + 4, from->birth_month);
  rg_import_bind_id (insert, N_TEXTS + 5, from->birth_day);
  rg_statement_bind_day (insert, N_TEXTS + 6, from->joined_on);
  rg_statement_bind_int (insert, N_TEXTS + 7, import_id);
  rg_import_bind_id (insert, N_TEXTS + 8, resolution->customer[i]);
  if (!rg_statement_run (insert, error))
    return FALSE;
  resolution->customer[i] = rg_db_last_id (resolution->db);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_auto (Contact) contact = contact_of (resolution, from, kinds[k]);

      if (!contact_is_empty (&contact) &&
          !insert_contact (resolution->db, &contact, resolution->customer[i], import_id, error))
        return FALSE;
    }
  return insert_identity (resolution, i, import_id, error) &&
         add_tags (resolution, resolution->customer[i], from, write, import_id, &changed, error) &&
         rg_import_own_apply (resolution, i, write, import_id, &changed, error);
}

/* A birthday without its year does not take the year away. */
static void
keep_year (gint64 birth[3], RgStatement *now)
{
  if (birth[0] == 0 && birth[1] == rg_statement_get_int (now, NOW_BIRTH_YEAR + 1) &&
      birth[2] == rg_statement_get_int (now, NOW_BIRTH_YEAR + 2))
    birth[0] = rg_statement_get_int (now, NOW_BIRTH_YEAR);
}

/* The values that the row should have: the file's where it says something and nobody edited the
 * column here, else those that it has. Bound in the order of import.customer. */
static gboolean
bind_update (RgImportResolution *resolution, gint64 id, RgStatement *now, const Person *person,
             RgStatement *update)
{
  const RgImportCustomer *from = person->from;
  gint64 birth[3] = { from->birth_year, from->birth_month, from->birth_day };
  gboolean changed = FALSE, takes_birth, takes_joined;

  rg_statement_bind_int (update, 1, id);
  for (guint i = 0; i < N_TEXTS; i++)
    {
      const char *had = rg_statement_get_text (now, (int) i), *said = person_text (person, i);
      gboolean takes = *said != '\0' && strcmp (said, had) != 0 &&
                       !is_by_hand (resolution, "customer", id, texts[i].column);

      rg_statement_bind_text (update, (int) i + 2, takes ? said : had);
      changed |= takes;
    }
  keep_year (birth, now);
  takes_birth = (birth[0] != 0 || birth[1] != 0) &&
                !is_by_hand (resolution, "customer", id, "birth_year") &&
                !is_by_hand (resolution, "customer", id, "birth_month") &&
                !is_by_hand (resolution, "customer", id, "birth_day");
  for (int i = 0; i < 3; i++)
    {
      gint64 had = rg_statement_get_int (now, NOW_BIRTH_YEAR + i);

      changed |= takes_birth && birth[i] != had;
      rg_import_bind_id (update, NOW_BIRTH_YEAR + i + 2, takes_birth ? birth[i] : had);
    }
  takes_joined =
    from->joined_on != RG_DAY_NONE && !is_by_hand (resolution, "customer", id, "joined_on");
  changed |= takes_joined && (rg_statement_is_null (now, NOW_JOINED_ON) ||
                              rg_statement_get_int (now, NOW_JOINED_ON) != from->joined_on);
  if (takes_joined)
    rg_statement_bind_int (update, NOW_JOINED_ON + 2, from->joined_on);
  else if (rg_statement_is_null (now, NOW_JOINED_ON))
    rg_statement_bind_null (update, NOW_JOINED_ON + 2);
  else
    rg_statement_bind_int (update, NOW_JOINED_ON + 2, rg_statement_get_int (now, NOW_JOINED_ON));
  return changed;
}

/* The columns of the person's own row. */
static gboolean
update_row (RgImportResolution *resolution, gint64 id, const Person *person, RgWrite *write,
            gboolean *changed, gboolean *erased, GError **error)
{
  g_autoptr (RgStatement) now = rg_db_statement (resolution->db, "import.customer", error);
  g_autoptr (RgStatement) update =
    rg_db_statement (resolution->db, "import.customer-update", error);
  gboolean differs = FALSE;
  RgStep step;

  if (now == NULL || update == NULL)
    return FALSE;
  rg_statement_bind_int (now, 1, id);
  step = rg_statement_step (now, error);
  if (step == RG_STEP_ERROR)
    return FALSE;
  *erased = step == RG_STEP_DONE || rg_statement_get_int (now, NOW_ERASED);
  if (!*erased)
    differs = bind_update (resolution, id, now, person, update);
  rg_statement_reset (now);
  *changed |= differs;
  return !differs || write == NULL || rg_statement_run (update, error);
}

/* What a file says of somebody who was merged stays theirs: the merge may be taken back. */
static gboolean
update_customer (RgImportResolution *resolution, guint i, RgWrite *write, gint64 import_id,
                 GError **error)
{
  const RgImportCustomer *from =
    &g_array_index (resolution->batch->customers, RgImportCustomer, i);
  Person person = person_of (from);
  g_autofree char *name = person.name;
  gboolean changed = FALSE, erased = FALSE;
  gint64 id = resolution->customer[i];

  if (!update_row (resolution, id, &person, write, &changed, &erased, error))
    return FALSE;
  if (!erased &&
      (!update_contacts (resolution, id, from, write, import_id, &changed, error) ||
       !add_tags (resolution, id, from, write, import_id, &changed, error) ||
       !rg_import_own_apply (resolution, i, write, import_id, &changed, error)))
    return FALSE;
  resolution->summary.customers_updated += changed;
  return TRUE;
}

gboolean
rg_import_customers_apply (RgImportResolution *resolution, RgWrite *write, gint64 import_id,
                           GError **error)
{
  for (guint i = 0; i < resolution->batch->customers->len; i++)
    {
      RgCustomerState state = resolution->customer_state[i];
      gboolean changed = FALSE;

      if (state == RG_CUSTOMER_LEFT_OUT)
        continue;
      if (state == RG_CUSTOMER_CREATE)
        {
          if (write != NULL ? !create_customer (resolution, i, write, import_id, error)
                            : !rg_import_own_apply (resolution, i, NULL, 0, &changed, error))
            return FALSE;
          continue;
        }
      if (state == RG_CUSTOMER_MATCHED && write != NULL &&
          !insert_identity (resolution, i, import_id, error))
        return FALSE;
      /* A receipt does not know better who somebody is than the shop does. */
      if (resolution->batch->kind == RG_IMPORT_CUSTOMERS &&
          !update_customer (resolution, i, write, import_id, error))
        return FALSE;
    }
  return TRUE;
}
