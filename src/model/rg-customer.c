/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A customer as lists show one. */
#include "model/rg-customer.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-stage.h"

struct _RgCustomer
{
  GObject parent_instance;

  gint64 id;
  gboolean loaded;
  char *name;
  char *place;
  char *stage;
  char *last_visit;
  char *visits;
  char *spend;
  char *first_visit;
  char *joined;
  char *number;
  char *email;
  char *phone;
  char *spoken;
  GHashTable *own;
};

enum {
  PROP_0,
  PROP_ID,
  PROP_LOADED,
  PROP_HAS_PLACE,
  PROP_HAS_STAGE,
  PROP_OWN,
  PROP_NAME,
  PROP_PLACE,
  PROP_STAGE,
  PROP_LAST_VISIT,
  PROP_VISITS,
  PROP_SPEND,
  PROP_FIRST_VISIT,
  PROP_JOINED,
  PROP_NUMBER,
  PROP_EMAIL,
  PROP_PHONE,
  PROP_SPOKEN,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgCustomer, rg_customer, G_TYPE_OBJECT)

/* Where the text of a property is kept. */
static char **
rg_customer_text (RgCustomer *self, guint id)
{
  switch (id)
    {
    case PROP_NAME:
      return &self->name;
    case PROP_PLACE:
      return &self->place;
    case PROP_STAGE:
      return &self->stage;
    case PROP_LAST_VISIT:
      return &self->last_visit;
    case PROP_VISITS:
      return &self->visits;
    case PROP_SPEND:
      return &self->spend;
    case PROP_FIRST_VISIT:
      return &self->first_visit;
    case PROP_JOINED:
      return &self->joined;
    case PROP_NUMBER:
      return &self->number;
    case PROP_EMAIL:
      return &self->email;
    case PROP_PHONE:
      return &self->phone;
    case PROP_SPOKEN:
      return &self->spoken;
    default:
      return NULL;
    }
}

static void
rg_customer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RgCustomer *self = RG_CUSTOMER (object);
  char **text = rg_customer_text (self, id);

  if (text)
    g_value_set_string (value, *text ? *text : "");
  else if (id == PROP_ID)
    g_value_set_int64 (value, self->id);
  else if (id == PROP_LOADED)
    g_value_set_boolean (value, self->loaded);
  else if (id == PROP_HAS_PLACE)
    g_value_set_boolean (value, self->place && *self->place);
  else if (id == PROP_HAS_STAGE)
    g_value_set_boolean (value, self->stage && *self->stage);
  else if (id == PROP_OWN)
    g_value_set_boxed (value, self->own);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_customer_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ID)
    RG_CUSTOMER (object)->id = g_value_get_int64 (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_customer_finalize (GObject *object)
{
  for (guint id = PROP_NAME; id < N_PROPS; id++)
    g_free (*rg_customer_text (RG_CUSTOMER (object), id));
  g_clear_pointer (&RG_CUSTOMER (object)->own, g_hash_table_unref);

  G_OBJECT_CLASS (rg_customer_parent_class)->finalize (object);
}

static void
rg_customer_class_init (RgCustomerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  static const char *const names[] = { [PROP_NAME] = "name",
                                       [PROP_PLACE] = "place",
                                       [PROP_STAGE] = "stage",
                                       [PROP_LAST_VISIT] = "last-visit",
                                       [PROP_VISITS] = "visits",
                                       [PROP_SPEND] = "spend",
                                       [PROP_FIRST_VISIT] = "first-visit",
                                       [PROP_JOINED] = "joined",
                                       [PROP_NUMBER] = "number",
                                       [PROP_EMAIL] = "email",
                                       [PROP_PHONE] = "phone",
                                       [PROP_SPOKEN] = "spoken" };

  object_class->get_property = rg_customer_get_property;
  object_class->set_property = rg_customer_set_property;
  object_class->finalize = rg_customer_finalize;

  props[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                           G_PARAM_STATIC_STRINGS);
  props[PROP_LOADED] =
      g_param_spec_boolean ("loaded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_HAS_PLACE] = g_param_spec_boolean ("has-place", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_HAS_STAGE] = g_param_spec_boolean ("has-stage", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_OWN] = g_param_spec_boxed ("own", NULL, NULL, G_TYPE_HASH_TABLE,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  for (guint id = PROP_NAME; id < N_PROPS; id++)
    props[id] = g_param_spec_string (names[id], NULL, NULL, "",
                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rg_customer_init (RgCustomer *self)
{
}

void
rg_customer_summary_free (RgCustomerSummary *summary)
{
  g_free (summary->name);
  g_free (summary->number);
  g_free (summary->city);
  g_clear_pointer (&summary->visit_days, g_array_unref);
  g_free (summary->email);
  g_free (summary->phone);
  g_clear_pointer (&summary->own, g_ptr_array_unref);
  g_free (summary);
}

void
rg_customer_own_free (gpointer own)
{
  g_free (((RgCustomerOwn *) own)->text);
  g_free (own);
}

char *
rg_customer_dup_shown_name (const char *name, const char *number)
{
  if (name && *name)
    return g_strdup (name);
  if (number && *number)
    /* Translators: %s is the till's number of a customer whose name nobody knows. */
    return g_strdup_printf (_("Customer %s"), number);
  return g_strdup (_("Customer without a Name"));
}

gint64
rg_customer_get_id (RgCustomer *self)
{
  g_return_val_if_fail (RG_IS_CUSTOMER (self), 0);
  return self->id;
}

const char *
rg_customer_get_name (RgCustomer *self)
{
  g_return_val_if_fail (RG_IS_CUSTOMER (self), NULL);
  return self->name ? self->name : "";
}

static void
rg_customer_set_text (RgCustomer *self, guint id, char *text)
{
  char **place = rg_customer_text (self, id);

  if (g_set_str (place, text))
    {
      g_object_notify_by_pspec (G_OBJECT (self), props[id]);
      if (id == PROP_PLACE)
        g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_PLACE]);
      if (id == PROP_STAGE)
        g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_STAGE]);
    }
  g_free (text);
}

static const char *
rg_customer_stage_word (const RgCustomerSummary *summary, RgDay counting_day)
{
  const GArray *days = summary->visit_days;

  return rg_stage_word (rg_stage_of_days ((const RgDay *) (gpointer) days->data, days->len,
                                          counting_day).stage);
}

/* What a screen reader says of the row. */
static char *
rg_customer_dup_spoken (RgCustomer *self, const RgCustomerSummary *summary)
{
  /* Translators: name and city of a customer, read out by a screen reader. */
  g_autofree char *name = *self->place ? g_strdup_printf (_("%s, %s"), self->name, self->place)
                                       : g_strdup (self->name);
  g_autofree char *who = NULL;

  if (summary->visits == 0)
    /* Translators: a customer, read out by a screen reader. */
    return g_strdup_printf (_("%s, no visits"), name);
  /* Translators: a customer and the stage, such as Regular, read out by a screen reader. */
  who = *self->stage ? g_strdup_printf (_("%s, %s"), name, self->stage) : g_strdup (name);
  /* Translators: customer, number of visits, day and money; read out by a screen reader. */
  return g_strdup_printf (P_ ("%s, %s visit, last visit: %s, %s",
                              "%s, %s visits, last visit: %s, %s", summary->visits),
                          who, self->visits, self->last_visit, self->spend);
}

static char *
rg_customer_dup_day (RgDay day)
{
  return day == RG_DAY_NONE ? g_strdup ("") : rg_day_format (day);
}

static void
rg_customer_set_own (RgCustomer *self, const GPtrArray *own, const char *currency)
{
  if (own == NULL && self->own == NULL)
    return;
  g_clear_pointer (&self->own, g_hash_table_unref);
  if (own != NULL)
    self->own = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; own != NULL && i < own->len; i++)
    {
      const RgCustomerOwn *value = g_ptr_array_index (own, i);

      g_hash_table_insert (self->own, g_memdup2 (&value->field, sizeof value->field),
                           rg_own_kind_is_number (value->kind)
                             ? rg_own_number_format (value->kind, value->number, currency)
                             : g_strdup (value->text));
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OWN]);
}

void
rg_customer_fill (RgCustomer *self, const RgCustomerSummary *summary, const char *currency,
                  RgDay today, RgDay counting_day)
{
  g_return_if_fail (RG_IS_CUSTOMER (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (summary)
    {
      if (self->id != summary->id)
        {
          self->id = summary->id;
          g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ID]);
        }
      rg_customer_set_text (self, PROP_NAME,
                            rg_customer_dup_shown_name (summary->name, summary->number));
      rg_customer_set_text (self, PROP_PLACE, g_strdup (summary->city));
      rg_customer_set_text (self, PROP_STAGE,
                            g_strdup (rg_customer_stage_word (summary, counting_day)));
      rg_customer_set_text (self, PROP_LAST_VISIT,
                            summary->last_on == RG_DAY_NONE
                                ? g_strdup ("")
                                : rg_day_format_relative (summary->last_on, today));
      rg_customer_set_text (self, PROP_VISITS, rg_number_format (summary->visits));
      rg_customer_set_text (self, PROP_SPEND,
                            summary->visits == 0 && summary->spend_minor == 0
                                ? g_strdup ("")
                                : rg_money_format (summary->spend_minor, currency));
      rg_customer_set_text (self, PROP_FIRST_VISIT, rg_customer_dup_day (summary->first_on));
      rg_customer_set_text (self, PROP_JOINED, rg_customer_dup_day (summary->joined_on));
      rg_customer_set_text (self, PROP_NUMBER, g_strdup (summary->number));
      rg_customer_set_text (self, PROP_EMAIL, g_strdup (summary->email));
      rg_customer_set_text (self, PROP_PHONE, g_strdup (summary->phone));
      rg_customer_set_own (self, summary->own, currency);
      rg_customer_set_text (self, PROP_SPOKEN, rg_customer_dup_spoken (self, summary));
    }
  if (!self->loaded)
    {
      self->loaded = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}
