/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What each version of a campaign's message says to one person. */
#include "store/rg-campaign-draft.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-person-products.h"
#include "store/rg-message-conditions.h"
#include "store/rg-store-loyalty.h"
#include "store/rg-store-own-values.h"

/* Columns of `candidate`. */
enum {
  COLUMN_CUSTOMER = 0,
  COLUMN_NAME = 2,
  COLUMN_GIVEN = 3,
  COLUMN_FAMILY = 4,
  COLUMN_CITY = 14,
  COLUMN_TAILORED = 17,
};

/* What a person may be told of only if they allow it. */
#define RG_TAILORED_FIELDS (1u << RG_FIELD_PRODUCTS_LEFT | 1u << RG_FIELD_PRODUCTS_LOOKED)

struct _RgDrafting {
  RgDb *db;
  const RgShop *shop;
  const RgCampaign *campaign;
  RgTemplate *subjects[RG_VERSIONS_MOST];
  RgTemplate *bodies[RG_VERSIONS_MOST];
  RgMessageConditions *only[RG_VERSIONS_MOST][2]; /* of subject and body */
  guint n_versions;
  char *date;
  char *offer;                /* in words; "" for none */
  char *offer_until;          /* NULL for none */
  GPtrArray *fields;          /* RgOwnField, in the order of their names; NULL: nobody asks */
  RgPersonProducts *products; /* NULL: nobody asks, or nobody can tell */
};

void
rg_draft_clear (gpointer data)
{
  RgDraft *draft = data;

  g_clear_pointer (&draft->subject, g_free);
  g_clear_pointer (&draft->body, g_free);
}

void
rg_drafting_free (RgDrafting *self)
{
  for (guint i = 0; i < self->n_versions; i++)
    {
      rg_template_free (self->subjects[i]);
      rg_template_free (self->bodies[i]);
      g_clear_pointer (&self->only[i][0], rg_message_conditions_free);
      g_clear_pointer (&self->only[i][1], rg_message_conditions_free);
    }
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->products, rg_person_products_free);
  g_free (self->date);
  g_free (self->offer);
  g_free (self->offer_until);
  g_free (self);
}

/* --- the messages ------------------------------------------------------------------------- */

static void
rg_drafting_add_message (RgDrafting *self, const char *subject, const char *message,
                         char *const *names)
{
  self->subjects[self->n_versions] = rg_template_new_for (subject, names);
  self->bodies[self->n_versions++] = rg_template_new_for (message, names);
}

static void
rg_drafting_add_messages (RgDrafting *self, char *const *names)
{
  const RgCampaign *campaign = self->campaign;

  if (campaign->versions->len < 2)
    rg_drafting_add_message (self, campaign->subject, campaign->message, names);
  else
    for (guint i = 0; i < campaign->versions->len; i++)
      {
        const RgCampaignVersion *version = g_ptr_array_index (campaign->versions, i);

        /* The first is the message, which may just be edited. */
        rg_drafting_add_message (self, i == 0 ? campaign->subject : version->subject,
                                 i == 0 ? campaign->message : version->message, names);
      }
}

guint
rg_drafting_get_n_versions (const RgDrafting *self)
{
  return self->n_versions;
}

gboolean
rg_drafting_uses (const RgDrafting *self, guint version, RgField field)
{
  return rg_template_uses (self->subjects[version], field)
         || rg_template_uses (self->bodies[version], field);
}

static gboolean
rg_drafting_any_uses (const RgDrafting *self, RgField first, guint n)
{
  for (guint i = 0; i < self->n_versions; i++)
    for (guint field = first; field < first + n; field++)
      if (rg_drafting_uses (self, i, field))
        return TRUE;
  return FALSE;
}

gboolean
rg_campaign_needs_dataset (const RgCampaign *campaign, char *const *own_fields)
{
  RgDrafting self = { .campaign = campaign };
  gboolean needs;

  rg_drafting_add_messages (&self, own_fields);
  needs = rg_drafting_any_uses (&self, RG_FIELD_PRODUCTS_LEFT, RG_TEMPLATE_N_PRODUCTS);
  for (guint i = 0; i < self.n_versions; i++)
    {
      needs |= rg_template_n_conditions (self.subjects[i]) > 0
               || rg_template_n_conditions (self.bodies[i]) > 0;
      rg_template_free (self.subjects[i]);
      rg_template_free (self.bodies[i]);
    }
  return needs;
}

/* Its last day, where it is so many from the day on which the list is fixed, is that of today. */
static void
rg_drafting_add_offer (RgDrafting *self, RgDay today)
{
  const RgOffer *offer = &self->campaign->offer;
  const RgDay until = rg_offer_get_until (offer, today);

  self->offer = rg_offer_dup_words (offer, self->shop->currency);
  if (until != RG_DAY_NONE)
    self->offer_until = rg_day_format (until);
}

static void
rg_drafting_add_products (RgDrafting *self)
{
  const RgDataset *dataset = self->campaign->dataset;
  RgSegmentContext context = { .dataset = dataset };

  if (dataset == NULL
      || !rg_drafting_any_uses (self, RG_FIELD_PRODUCTS_LEFT, RG_TEMPLATE_N_PRODUCTS))
    return;
  context.today = rg_shop_get_counting_day (self->shop, dataset);
  self->products = rg_person_products_new (&context);
}

static gboolean
rg_drafting_add_conditions (RgDrafting *self, GError **error)
{
  for (guint i = 0; i < self->n_versions; i++)
    for (guint k = 0; k < 2; k++)
      {
        self->only[i][k] = rg_message_conditions_new (self->db, self->shop,
                                                      self->campaign->dataset,
                                                      k == 0 ? self->subjects[i] : self->bodies[i],
                                                      error);
        if (self->only[i][k] == NULL)
          return FALSE;
      }
  return TRUE;
}

RgDrafting *
rg_drafting_new (RgDb *db, const RgShop *shop, const RgCampaign *campaign, RgDay today,
                 GError **error)
{
  g_autoptr (RgDrafting) self = g_new0 (RgDrafting, 1);
  g_autoptr (GPtrArray) fields = rg_own_fields_read (db, error);
  g_auto (GStrv) names = fields != NULL ? rg_own_fields_read_names (db, error) : NULL;

  self->db = db;
  self->shop = shop;
  self->campaign = campaign;
  if (names == NULL)
    return NULL;
  self->date = rg_day_format (today);
  rg_drafting_add_offer (self, today);
  rg_drafting_add_messages (self, names);
  rg_drafting_add_products (self);
  if (!rg_drafting_add_conditions (self, error))
    return NULL;
  if (rg_drafting_any_uses (self, RG_FIELD_SHOPS_OWN, 1))
    self->fields = g_steal_pointer (&fields);
  return g_steal_pointer (&self);
}

/* --- what one person has ------------------------------------------------------------------ */

/* A person's first name where only the whole name is known: its first word, in scripts where the
 * first name comes first. NULL where nobody can say. */
static char *
rg_drafting_guess_first_name (const char *name)
{
  const char *space = strchr (name, ' ');

  if (space == NULL || space == name)
    return NULL;
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (at));

      if (script != G_UNICODE_SCRIPT_LATIN && script != G_UNICODE_SCRIPT_GREEK
          && script != G_UNICODE_SCRIPT_CYRILLIC && script != G_UNICODE_SCRIPT_COMMON
          && script != G_UNICODE_SCRIPT_INHERITED)
        return NULL;
    }
  return g_strndup (name, (gsize) (space - name));
}

/* What the person has in the shop's own fields, as people read it. *values is NULL where no message
 * asks for it. */
static gboolean
rg_drafting_read_own (const RgDrafting *self, gint64 customer, char ***values, GError **error)
{
  *values = NULL;
  if (self->fields == NULL)
    return TRUE;
  *values = rg_own_values_read (self->db, self->fields, customer, self->shop->currency, error);
  for (guint i = 0; *values != NULL && i < self->fields->len; i++)
    {
      const RgOwnField *field = self->fields->pdata[i];
      char *shown = rg_own_text_format (field->kind, (*values)[i], self->shop->currency);

      g_free ((*values)[i]);
      (*values)[i] = shown;
    }
  return *values != NULL;
}

/* The price is what they paid for one: where tax comes on top, that is not what they remember. */
static char *
rg_drafting_dup_line (const RgDrafting *self, const char *name, gint64 paid_minor)
{
  g_autofree char *paid = NULL;

  if (paid_minor <= 0 || !self->shop->prices_include_tax)
    return g_strdup (name);
  paid = rg_money_format (paid_minor, self->shop->currency);
  /* Translators: in a message to a customer: a product, and what they paid for one of it when they
   * bought it last. */
  return g_strdup_printf (_("%s, last time %s"), name, paid);
}

/* Their products of one field: names, and lines for a list. */
typedef struct {
  GPtrArray *names, *lines;
} RgDraftProducts;

static void
rg_draft_products_clear (RgDraftProducts *products)
{
  for (guint i = 0; i < RG_TEMPLATE_N_PRODUCTS; i++)
    {
      g_clear_pointer (&products[i].names, g_ptr_array_unref);
      g_clear_pointer (&products[i].lines, g_ptr_array_unref);
    }
}

static void
rg_drafting_find_products (RgDrafting *self, guint position, guint which,
                           RgDraftProducts *products)
{
  const RgNames *names = &self->campaign->dataset->products.names;
  g_autoptr (GArray) found = rg_person_products_find (self->products, position,
                                                      (RgProductsKind) which);

  products->names = g_ptr_array_new ();
  products->lines = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < MIN (found->len, RG_TEMPLATE_PRODUCTS_MOST); i++)
    {
      const RgPersonProduct *one = &g_array_index (found, RgPersonProduct, i);

      g_ptr_array_add (products->names, (gpointer) names->name[one->product]);
      g_ptr_array_add (products->lines,
                       rg_drafting_dup_line (self, names->name[one->product], one->paid_minor));
    }
  g_ptr_array_add (products->names, NULL);
  g_ptr_array_add (products->lines, NULL);
}

/* What somebody looked at is named to those who allow it alone. */
static void
rg_drafting_read_products (RgDrafting *self, guint position, gboolean allowed,
                           RgDraftProducts *products, RgTemplateValues *values)
{
  if (self->products == NULL || position == RG_NOBODY)
    return;
  for (guint which = 0; which < RG_TEMPLATE_N_PRODUCTS; which++)
    {
      const guint field = RG_FIELD_PRODUCTS_LEFT + which;

      if (!rg_drafting_any_uses (self, field, 1)
          || (!allowed && (RG_TAILORED_FIELDS & 1u << field) != 0))
        continue;
      rg_drafting_find_products (self, position, which, &products[which]);
      values->products[which] = (char *const *) products[which].names->pdata;
      values->product_lines[which] = (char *const *) products[which].lines->pdata;
    }
}

/* Where the dataset has the person of a row; RG_NOBODY where it has not. */
static guint
rg_drafting_find (const RgDrafting *self, RgStatement *row)
{
  const RgDataset *dataset = self->campaign->dataset;
  guint position;

  if (dataset == NULL)
    return RG_NOBODY;
  position = rg_dataset_find_customer (dataset, rg_statement_get_int (row, COLUMN_CUSTOMER));
  return position != RG_NOBODY ? rg_dataset_resolve (dataset, position) : RG_NOBODY;
}

/* --- drafts ------------------------------------------------------------------------------- */

/* What is the same for subject and message, and all versions. */
typedef struct {
  RgTemplateValues values;
  guint position;
  gboolean allowed; /* offers made from what they looked at */
} RgDraftPerson;

/* *bit: the first of draft->sees that is free. */
static char *
rg_drafting_render (RgMessageConditions *only, const RgTemplate *template, RgDraftPerson *person,
                    RgTemplateForm form, guint *bit, RgDraft *draft)
{
  RgTemplateGaps gaps;
  char *text;

  person->values.holds = rg_message_conditions_ask (only, person->position, person->allowed,
                                                    &draft->tailored);
  for (guint i = 0; i < rg_template_n_conditions (template); i++, (*bit)++)
    if (*bit < RG_PARTS_MOST && person->values.holds[i])
      draft->sees |= 1u << *bit;
  text = rg_template_render_for (template, &person->values, form, &gaps);
  draft->gaps.missing |= gaps.missing;
  draft->gaps.fallen |= gaps.fallen;
  draft->gaps.filled |= gaps.filled;
  draft->tailored |= (gaps.filled & RG_TAILORED_FIELDS) != 0;
  return text;
}

static void
rg_drafting_merge (const RgDrafting *self, RgDraftPerson *person, GArray *drafts)
{
  const RgTemplateForm form = self->campaign->channel == RG_CHANNEL_EMAIL ? RG_TEMPLATE_LINES
                                                                          : RG_TEMPLATE_TEXT;

  for (guint i = 0; i < self->n_versions; i++)
    {
      RgDraft draft = { NULL };
      guint bit = 0;

      draft.subject = rg_drafting_render (self->only[i][0], self->subjects[i], person,
                                          RG_TEMPLATE_LINE, &bit, &draft);
      draft.body = rg_drafting_render (self->only[i][1], self->bodies[i], person, form, &bit,
                                       &draft);
      g_array_append_val (drafts, draft);
    }
}

/* The points of a person, where a message asks for them. Who has none gets what stands there for
 * everybody else. */
static gboolean
rg_drafting_read_points (const RgDrafting *self, gint64 customer, char **points, char **until,
                         GError **error)
{
  const RgDay today = rg_shop_get_day (self->shop);
  g_autoptr (GArray) lots = NULL;
  gint64 balance;
  RgDay next;

  *points = *until = NULL;
  if (!rg_drafting_any_uses (self, RG_FIELD_POINTS, 2))
    return TRUE;
  lots = rg_loyalty_read_lots (self->db, customer, error);
  if (lots == NULL)
    return FALSE;
  balance = rg_lots_get_balance (lots, today);
  next = rg_lots_get_next_lapse (lots, today, NULL);
  if (balance > 0)
    *points = rg_number_format (balance);
  if (balance > 0 && next != RG_DAY_NONE)
    *until = rg_day_format (next);
  return TRUE;
}

gboolean
rg_drafting_add (RgDrafting *self, RgStatement *row, const char *coupon, GArray *drafts,
                 GError **error)
{
  const char *name = rg_statement_get_text (row, COLUMN_NAME);
  const char *given = rg_statement_get_text (row, COLUMN_GIVEN);
  const char *family = rg_statement_get_text (row, COLUMN_FAMILY);
  g_autofree char *guessed = *given == '\0' && *family == '\0'
                               ? rg_drafting_guess_first_name (name) : NULL;
  const char *fields[RG_N_FIELDS] = {
    [RG_FIELD_FIRST_NAME] = guessed != NULL ? guessed : given,
    [RG_FIELD_LAST_NAME] = guessed != NULL ? name + strlen (guessed) + 1 : family,
    [RG_FIELD_NAME] = name,
    [RG_FIELD_CITY] = rg_statement_get_text (row, COLUMN_CITY),
    [RG_FIELD_SHOP_NAME] = self->shop->name,
    [RG_FIELD_TODAY] = self->date,
    [RG_FIELD_COUPON] = coupon,
    [RG_FIELD_OFFER] = self->offer,
    [RG_FIELD_OFFER_UNTIL] = self->offer_until,
  };
  RgDraftProducts products[RG_TEMPLATE_N_PRODUCTS] = { 0 };
  RgDraftPerson person = { .values = { .fields = fields },
                           .position = rg_drafting_find (self, row),
                           .allowed = rg_statement_get_int (row, COLUMN_TAILORED) != 0 };
  const gint64 customer = rg_statement_get_int (row, COLUMN_CUSTOMER);
  g_autofree char *points = NULL, *points_until = NULL;
  g_auto (GStrv) own = NULL;

  if (!rg_drafting_read_own (self, customer, &own, error)
      || !rg_drafting_read_points (self, customer, &points, &points_until, error))
    return FALSE;
  fields[RG_FIELD_POINTS] = points;
  fields[RG_FIELD_POINTS_UNTIL] = points_until;
  person.values.own = own;
  rg_drafting_read_products (self, person.position, person.allowed, products, &person.values);
  rg_drafting_merge (self, &person, drafts);
  rg_draft_products_clear (products);
  return TRUE;
}
