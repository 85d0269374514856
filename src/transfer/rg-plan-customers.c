/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Customers, in a file of their own and beside sale lines, and the permissions that files state. */
#include <string.h>

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "store/rg-store-loyalty.h"
#include "transfer/rg-plan-private.h"

#define SHORTEST_PHONE 5  /* digits */
#define MICRO 1000000
#define MOST_AT_HOME 99
#define MADE_UP_DIGITS 24 /* of the hash in a key for those who have no number */

static const struct {
  RgRole role;
  RgImportField field;
} fields[] = {
  { RG_ROLE_NAME, RG_FIELD_NAME },
  { RG_ROLE_GIVEN_NAME, RG_FIELD_GIVEN_NAME },
  { RG_ROLE_FAMILY_NAME, RG_FIELD_FAMILY_NAME },
  { RG_ROLE_CARD_NUMBER, RG_FIELD_CARD_NUMBER },
  { RG_ROLE_GENDER, RG_FIELD_GENDER },
  { RG_ROLE_LANGUAGE, RG_FIELD_LANGUAGE },
  { RG_ROLE_NOTE, RG_FIELD_NOTE },
  { RG_ROLE_OCCUPATION, RG_FIELD_OCCUPATION },
  { RG_ROLE_INCOME, RG_FIELD_INCOME },
  { RG_ROLE_INTERESTS, RG_FIELD_INTERESTS },
  { RG_ROLE_JOINED_HOW, RG_FIELD_JOINED_HOW },
  { RG_ROLE_JOINED_WHERE, RG_FIELD_JOINED_WHERE },
  { RG_ROLE_EMAIL, RG_FIELD_EMAIL },
  { RG_ROLE_PHONE, RG_FIELD_PHONE },
  { RG_ROLE_STREET, RG_FIELD_STREET },
  { RG_ROLE_POSTCODE, RG_FIELD_POSTCODE },
  { RG_ROLE_CITY, RG_FIELD_CITY },
  { RG_ROLE_REGION, RG_FIELD_REGION },
  { RG_ROLE_COUNTRY, RG_FIELD_COUNTRY },
};

static const struct {
  RgRole said;
  RgRole said_on;
  RgChannel channel;
} permissions[] = {
  { RG_ROLE_POST, RG_ROLE_POST_ON, RG_CHANNEL_POST },
  { RG_ROLE_EMAIL_OK, RG_ROLE_EMAIL_ON, RG_CHANNEL_EMAIL },
  { RG_ROLE_PHONE_OK, RG_ROLE_PHONE_ON, RG_CHANNEL_PHONE },
  { RG_ROLE_SMS, RG_ROLE_SMS_ON, RG_CHANNEL_SMS },
};

/* A key for a person without a number, the same each time that the file says the same of them. It
 * holds nothing that tells who they are. */
static char *
make_up_key (const char *kind, const char *first, const char *second)
{
  g_autofree char *folded = rg_fold (first);
  g_autofree char *more = rg_fold (second);
  g_autofree char *text = g_strdup_printf ("%s\n%s\n%s", kind, folded, more);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  hash[MADE_UP_DIGITS] = '\0';
  return g_strconcat ("~", hash, NULL);
}

static const char *
shown_name (const RgImportCustomer *customer, GString *scratch)
{
  if (*customer->field[RG_FIELD_NAME] != '\0')
    return customer->field[RG_FIELD_NAME];
  g_string_printf (scratch, "%s %s", customer->field[RG_FIELD_GIVEN_NAME],
                   customer->field[RG_FIELD_FAMILY_NAME]);
  return scratch->str;
}

/* The surest thing that tells this person from all others; NULL where there is nothing. */
static char *
key_without_number (RgPlan *plan, const RgImportCustomer *customer)
{
  const char *const *field = customer->field;
  const char *name = shown_name (customer, plan->scratch);

  if (*field[RG_FIELD_CARD_NUMBER] != '\0')
    return make_up_key ("card", field[RG_FIELD_CARD_NUMBER], "");
  /* A home may share an e-mail or a phone: a file of customers tells by the name as well. */
  if (*field[RG_FIELD_EMAIL] != '\0')
    return make_up_key ("email", field[RG_FIELD_EMAIL],
                        plan->mapping->kind == RG_IMPORT_CUSTOMERS ? name : "");
  if (*field[RG_FIELD_PHONE] != '\0')
    return make_up_key ("phone", field[RG_FIELD_PHONE],
                        plan->mapping->kind == RG_IMPORT_CUSTOMERS ? name : "");
  /* A bare name on a receipt links nobody: too many people share one. */
  if (plan->mapping->kind != RG_IMPORT_CUSTOMERS || strspn (name, " ") == strlen (name))
    return NULL;
  g_autofree char *home =
    g_strdup_printf ("%s\n%s\n%d", field[RG_FIELD_STREET], field[RG_FIELD_POSTCODE],
                     customer->birth_year * 10000 + customer->birth_month * 100 +
                       customer->birth_day);
  return make_up_key ("name", name, home);
}

static RgImportCustomer
empty_customer (RgPlan *plan)
{
  RgImportCustomer customer = { .joined_on = RG_DAY_NONE, .stamp = G_MININT64 };
  const char *empty = rg_text_set_intern (plan->batch->texts, "", 0);

  for (guint i = 0; i < RG_N_FIELDS; i++)
    customer.field[i] = empty;
  customer.tags = empty;
  return customer;
}

/* One cell may hold an e-mail, a phone, or both, with something between them. */
static void
read_contacts (RgPlan *plan, RgImportCustomer *customer)
{
  g_auto (GStrv) words = NULL;

  if (plan->column[RG_ROLE_CONTACTS] < 0)
    return;
  words = g_strsplit_set (rg_plan_text (plan, RG_ROLE_CONTACTS), ",;/|\n", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = g_strstrip (words[i]);
      RgImportField field = strchr (word, '@') != NULL ? RG_FIELD_EMAIL : RG_FIELD_PHONE;
      guint digits = 0;

      for (const char *p = word; *p != '\0'; p++)
        digits += g_ascii_isdigit (*p);
      if ((field == RG_FIELD_EMAIL || digits >= SHORTEST_PHONE) &&
          *customer->field[field] == '\0')
        customer->field[field] = rg_text_set_intern (plan->batch->texts, word, strlen (word));
    }
}

static void
note_email (RgPlan *plan, const char *email)
{
  plan->n_emails += *email != '\0';
  plan->n_emails_without_at += *email != '\0' && strchr (email, '@') == NULL;
}

static void
read_fields (RgPlan *plan, RgImportCustomer *customer)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (plan->column[fields[i].role] >= 0)
      customer->field[fields[i].field] = rg_plan_text (plan, fields[i].role);
  read_contacts (plan, customer);
  note_email (plan, customer->field[RG_FIELD_EMAIL]);
  /* Two halves of a number make one, once the names stand together. */
  if (rg_plan_is_card (plan, shown_name (customer, plan->scratch)))
    {
      rg_plan_drop_cell (plan, RG_ROLE_FAMILY_NAME,
                         _("looks like a payment card number, which is never stored"));
      customer->field[RG_FIELD_FAMILY_NAME] = rg_text_set_intern (plan->batch->texts, "", 0);
    }
}

/* What is said later stays; at the same moment what sorts last, so that the order of rows in the
 * file does not matter. An empty cell says nothing. */
static void
merge_fields (RgImportCustomer *into, const RgImportCustomer *from)
{
  gboolean newer = from->stamp > into->stamp;

  for (guint i = 0; i < RG_N_FIELDS; i++)
    {
      const char *had = into->field[i], *has = from->field[i];

      if (*has != '\0' && has != had &&
          (*had == '\0' || newer || (from->stamp == into->stamp && strcmp (has, had) > 0)))
        into->field[i] = has;
    }
  if (from->birth_month != 0 || from->birth_year != 0)
    {
      into->birth_year = from->birth_year;
      into->birth_month = from->birth_month;
      into->birth_day = from->birth_day;
    }
  if (from->joined_on != RG_DAY_NONE)
    into->joined_on = from->joined_on;
  if (*from->tags != '\0')
    into->tags = from->tags;
  into->stamp = MAX (into->stamp, from->stamp);
}

/* Parts of a point cannot be spent. */
static void
read_points (RgPlan *plan, guint32 customer)
{
  RgImportPoints points = { customer, (guint32) plan->row->number, 0 };
  const char *text;
  gsize length;
  gint64 micro;

  if (!rg_plan_cell (plan, RG_ROLE_POINTS, &text, &length))
    return;
  if (rg_number_read (text, length,
                      plan->mapping->columns[plan->column[RG_ROLE_POINTS]].decimal, NULL,
                      &micro) != RG_VALUE_OK
      || micro % MICRO != 0 || ABS (micro / MICRO) > RG_POINTS_MOST)
    {
      rg_plan_drop_cell (plan, RG_ROLE_POINTS, _("is no number of points"));
      return;
    }
  points.balance = micro / MICRO;
  g_array_append_val (plan->batch->points, points);
}

/* Finds the person among those that the file has named before; makes them where they are new. */
static guint32
find_customer (RgPlan *plan, RgImportCustomer *read)
{
  const char *id;
  gsize length;
  g_autofree char *made_up = NULL;
  guint32 customer;

  if (!rg_plan_cell (plan, RG_ROLE_CUSTOMER_ID, &id, &length) ||
      *(id = rg_plan_text (plan, RG_ROLE_CUSTOMER_ID)) == '\0')
    {
      made_up = key_without_number (plan, read);
      if (made_up == NULL)
        return RG_IMPORT_NONE;
      id = made_up;
    }
  customer = rg_text_set_add (plan->customer_keys, id, strlen (id));
  read->external_id = rg_text_set_intern (plan->batch->texts, id, strlen (id));
  read->made_up = made_up != NULL;
  read->row = (guint32) plan->row->number;
  if (customer == plan->batch->customers->len)
    g_array_append_val (plan->batch->customers, *read);
  else
    merge_fields (&g_array_index (plan->batch->customers, RgImportCustomer, customer), read);
  return customer;
}

guint32
rg_plan_customer (RgPlan *plan, gint64 stamp)
{
  RgImportCustomer read = empty_customer (plan);

  read_fields (plan, &read);
  read.stamp = stamp;
  return find_customer (plan, &read);
}

/* RG_DAY_NONE where the cell is empty, or cannot be read, which is listed. */
static void
read_date (RgPlan *plan, RgRole role, RgDay *day)
{
  const char *text;
  gsize length;
  RgValueProblem problem;

  *day = RG_DAY_NONE;
  if (!rg_plan_cell (plan, role, &text, &length))
    return;
  problem =
    rg_date_read (text, length, plan->mapping->columns[plan->column[role]].order, day, NULL);
  if (problem == RG_VALUE_OK)
    return;
  rg_plan_drop_cell (plan, role, rg_value_problem_text (problem));
  *day = RG_DAY_NONE;
}

static void
read_birthday (RgPlan *plan, RgImportCustomer *customer)
{
  const char *text;
  gsize length;
  RgDay day;
  int year, month, mday;

  if (rg_plan_cell (plan, RG_ROLE_BIRTHDAY, &text, &length) &&
      rg_birthday_read (text, length, plan->mapping->columns[plan->column[RG_ROLE_BIRTHDAY]].order,
                        &month, &mday))
    {
      customer->birth_month = (gint8) month;
      customer->birth_day = (gint8) mday;
      return;
    }
  read_date (plan, RG_ROLE_BIRTHDAY, &day);
  if (day == RG_DAY_NONE)
    return;
  rg_day_to_ymd (day, &year, &month, &mday);
  if (year < 1850 || year > 2200)
    {
      rg_plan_drop_cell (plan, RG_ROLE_BIRTHDAY, rg_value_problem_text (RG_VALUE_NOT_A_DATE));
      return;
    }
  customer->birth_year = (gint16) year;
  customer->birth_month = (gint8) month;
  customer->birth_day = (gint8) mday;
}

char *
rg_plan_take_word (const char **text)
{
  GString *word = g_string_new (NULL);
  const char *p = *text;
  gboolean quoted = FALSE;

  while (*p == ' ')
    p++;
  quoted = *p == '"';
  for (p += quoted; *p != '\0' && (quoted || strchr (",;|\n", *p) == NULL); p++)
    {
      if (quoted && *p == '"' && *++p != '"')
        {
          p += strcspn (p, ",;|\n");
          break;
        }
      g_string_append_c (word, *p);
    }
  *text = *p != '\0' ? p + 1 : p;
  return g_strstrip (g_string_free (word, FALSE));
}

static void
read_tags (RgPlan *plan, RgImportCustomer *customer)
{
  const char *text = rg_plan_text (plan, RG_ROLE_TAGS);
  g_autoptr (GString) tags = g_string_new (NULL);

  while (*text != '\0')
    {
      g_autofree char *word = rg_plan_take_word (&text);

      if (*word != '\0')
        g_string_append_printf (tags, "%s%s", tags->len > 0 ? "\n" : "", word);
    }
  customer->tags = rg_text_set_intern (plan->batch->texts, tags->str, tags->len);
}

/* "E-mail", "Brief", "Tlf": a word for a way to hear from the shop, as files write it. */
static void
read_prefers (RgPlan *plan, RgImportCustomer *customer)
{
  static const struct {
    RgChannel channel;
    const char *words; /* folded, with blanks around */
  } ways[] = {
    { RG_CHANNEL_POST, " post letter letters brief brev courrier correo postal mailing " },
    { RG_CHANNEL_EMAIL, " email e-mail mail epost e-post courriel newsletter nyhetsbrev " },
    { RG_CHANNEL_SMS, " sms text texts textmessage whatsapp " },
    { RG_CHANNEL_PHONE, " phone call calls telephone telefon tlf telefono anruf appel samtal " },
  };
  g_autofree char *folded = rg_fold (rg_plan_text (plan, RG_ROLE_PREFERS));
  g_autofree char *word = NULL;

  if (folded == NULL || *g_strstrip (folded) == '\0')
    return;
  word = g_strdup_printf (" %s ", folded);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (strstr (ways[i].words, word) != NULL)
      {
        customer->field[RG_FIELD_PREFERS] = rg_channel_get_id (ways[i].channel);
        return;
      }
  rg_plan_drop_cell (plan, RG_ROLE_PREFERS, _("is no way of hearing from you: post, e-mail, SMS "
                                              "or phone"));
}

/* How many live in the home, or how many of them are children. */
static void
read_home (RgPlan *plan, RgImportCustomer *customer, RgRole role, RgImportField field, int least)
{
  const char *text;
  gsize length;
  gint64 micro;
  g_autofree char *figures = NULL;

  if (!rg_plan_cell (plan, role, &text, &length))
    return;
  if (rg_number_read (text, length, '.', NULL, &micro) != RG_VALUE_OK || micro % MICRO != 0 ||
      micro < least * MICRO || micro > MOST_AT_HOME * MICRO)
    {
      rg_plan_drop_cell (plan, role, _("is no number of people"));
      return;
    }
  figures = g_strdup_printf ("%d", (int) (micro / MICRO));
  customer->field[field] = rg_text_set_intern (plan->batch->texts, figures, strlen (figures));
}

/* By the name that the shop knows them by, whatever its case and accents. */
static void
read_owner (RgPlan *plan, RgImportCustomer *customer)
{
  const char *text = rg_plan_text (plan, RG_ROLE_OWNER);
  g_autofree char *folded = rg_fold (text);

  if (*text == '\0')
    return;
  for (guint i = 0; plan->mapping->staff != NULL && plan->mapping->staff[i] != NULL; i++)
    {
      const char *name = plan->mapping->staff[i];
      g_autofree char *same = rg_fold (name);

      if (g_str_equal (folded, same))
        {
          customer->field[RG_FIELD_OWNER] =
            rg_text_set_intern (plan->batch->texts, name, strlen (name));
          return;
        }
    }
  rg_plan_drop_cell (plan, RG_ROLE_OWNER, _("names nobody who works here"));
}

/* The second line of an address goes below the first. */
static void
join_street (RgPlan *plan, RgImportCustomer *customer)
{
  const char *second = rg_plan_text (plan, RG_ROLE_STREET_2);
  g_autofree char *both = NULL;

  if (*second == '\0')
    return;
  if (*customer->field[RG_FIELD_STREET] == '\0')
    {
      customer->field[RG_FIELD_STREET] = second;
      return;
    }
  both = g_strconcat (customer->field[RG_FIELD_STREET], "\n", second, NULL);
  customer->field[RG_FIELD_STREET] = rg_text_set_intern (plan->batch->texts, both, strlen (both));
}

/* "Dahl, Åse" becomes a given and a family name; not in a file of our own, which tells them. */
static void
split_name (RgPlan *plan, RgImportCustomer *customer)
{
  const char *name = customer->field[RG_FIELD_NAME];
  const char *comma = strchr (name, ',');
  g_autofree char *given = NULL, *family = NULL, *full = NULL;

  if (comma == NULL || strchr (comma + 1, ',') != NULL ||
      g_str_has_prefix (rg_plan_text (plan, RG_ROLE_CUSTOMER_ID), "urn:uuid:") ||
      *customer->field[RG_FIELD_GIVEN_NAME] != '\0' ||
      *customer->field[RG_FIELD_FAMILY_NAME] != '\0')
    return;
  family = g_strstrip (g_strndup (name, (gsize) (comma - name)));
  given = g_strstrip (g_strdup (comma + 1));
  if (*given == '\0' || *family == '\0')
    return;
  full = g_strdup_printf ("%s %s", given, family);
  customer->field[RG_FIELD_GIVEN_NAME] =
    rg_text_set_intern (plan->batch->texts, given, strlen (given));
  customer->field[RG_FIELD_FAMILY_NAME] =
    rg_text_set_intern (plan->batch->texts, family, strlen (family));
  customer->field[RG_FIELD_NAME] = rg_text_set_intern (plan->batch->texts, full, strlen (full));
}

/* What the row says about one channel: yes or no, or the day of a yes. A permission that cannot be
 * read is none, and listed; an answer whose day is missing or cannot be read still is one. A day
 * beside an empty answer says nothing: only a file that has no column for the answer gives a day to
 * those who said yes. */
static void
read_permission (RgPlan *plan, guint i, guint32 customer)
{
  const char *text;
  gsize length;
  RgImportPermission permission = { customer, (guint32) plan->row->number, RG_DAY_NONE,
                                    (guint8) permissions[i].channel, TRUE };
  gboolean said = rg_plan_cell (plan, permissions[i].said, &text, &length) &&
                  !rg_answer_is_open (text, length);
  int answer = said ? rg_yes_no_read (text, length) : -1;

  read_date (plan, permissions[i].said_on, &permission.day);
  if (said && answer < 0)
    {
      if (rg_date_read (text, length, RG_DATE_ORDER_DMY, &permission.day, NULL) != RG_VALUE_OK)
        {
          rg_plan_drop_cell (plan, permissions[i].said, _("says neither yes nor no"));
          return;
        }
    }
  else if (!said && (permission.day == RG_DAY_NONE || plan->column[permissions[i].said] >= 0))
    return;
  permission.granted = answer != 0;
  g_array_append_val (plan->batch->permissions, permission);
}

void
rg_plan_read_customer (RgPlan *plan)
{
  RgImportCustomer read = empty_customer (plan);
  guint32 customer;

  read_fields (plan, &read);
  read.stamp = (gint64) plan->row->number;
  split_name (plan, &read);
  join_street (plan, &read);
  read_birthday (plan, &read);
  read_date (plan, RG_ROLE_SINCE, &read.joined_on);
  read_tags (plan, &read);
  read_prefers (plan, &read);
  read_home (plan, &read, RG_ROLE_CHILDREN, RG_FIELD_CHILDREN, 0);
  read_home (plan, &read, RG_ROLE_HOUSEHOLD_SIZE, RG_FIELD_HOUSEHOLD_SIZE, 1);
  read_owner (plan, &read);
  customer = find_customer (plan, &read);
  if (customer == RG_IMPORT_NONE)
    {
      rg_import_batch_refuse (plan->batch, plan->row->number,
                              g_strdup (_("The row says nothing that tells who the customer is")));
      return;
    }
  rg_plan_read_own (plan, customer);
  read_points (plan, customer);
  for (guint i = 0; i < G_N_ELEMENTS (permissions); i++)
    if (plan->column[permissions[i].said] >= 0 || plan->column[permissions[i].said_on] >= 0)
      read_permission (plan, i, customer);
}
