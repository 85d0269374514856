/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A quiet line below a form. */
#include "pages/rg-similar-hint.h"

#include "base/rg-i18n.h"
#include "store/rg-store-duplicates.h"

#define RG_HINT_AFTER_MS 400

struct _RgSimilarHint
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;

  RgStore *store;
  RgCustomerDetails *details; /* to be looked for */
  gint64 customer;            /* who was found */
  guint timeout;
  guint turn;                 /* answers to earlier texts are dropped */
};

G_DEFINE_FINAL_TYPE (RgSimilarHint, rg_similar_hint, ADW_TYPE_BIN)

typedef struct
{
  RgCustomerDetails *details;
  char *country;
  guint turn;
  gint64 id;
  char *name;
  RgSimilarBy by;
} RgSimilarLook;

static void
rg_similar_look_free (gpointer data)
{
  RgSimilarLook *look = data;

  rg_customer_details_free (look->details);
  g_free (look->country);
  g_free (look->name);
  g_free (look);
}

static gboolean
rg_similar_look_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgSimilarLook *look = data;

  return rg_similar_read (db, look->details, look->country, &look->id, &look->name, &look->by,
                          error);
}

/* Translators, here and below: %s is a customer. */
static char *
rg_similar_look_dup_sentence (const RgSimilarLook *look)
{
  if (look->by == RG_SIMILAR_EMAIL)
    return g_strdup_printf (_("%s with the same e-mail is here already."), look->name);
  if (look->by == RG_SIMILAR_PHONE)
    return g_strdup_printf (_("%s with the same phone is here already."), look->name);
  return g_strdup_printf (_("%s is here already."), look->name);
}

static void
rg_similar_hint_show (RgSimilarHint *self, const RgSimilarLook *look)
{
  g_autofree char *text = NULL;

  self->customer = look->name != NULL ? look->id : 0;
  gtk_revealer_set_reveal_child (self->revealer, self->customer != 0);
  if (self->customer == 0)
    return;
  text = rg_similar_look_dup_sentence (look);
  gtk_label_set_text (self->label, text);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
rg_similar_hint_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSimilarHint) self = data;
  const RgSimilarLook *look = rg_store_read_get_data (result);

  if (rg_store_read_finish (RG_STORE (source), result, NULL) && self->store != NULL &&
      look->turn == self->turn)
    rg_similar_hint_show (self, look);
}

static void
rg_similar_hint_wait_cb (gpointer data)
{
  RgSimilarHint *self = data;
  RgSimilarLook *look = g_new0 (RgSimilarLook, 1);

  self->timeout = 0;
  look->details = g_steal_pointer (&self->details);
  look->country = g_strdup (rg_store_get_shop (self->store)->country);
  look->turn = ++self->turn;
  rg_store_read_async (self->store, RG_READER_ROWS, rg_similar_look_in_thread, look,
                       rg_similar_look_free, NULL, rg_similar_hint_found_cb, g_object_ref (self));
}

void
rg_similar_hint_look (RgSimilarHint *self, RgStore *store, const RgCustomerDetails *details)
{
  g_set_object (&self->store, store);
  g_clear_pointer (&self->details, rg_customer_details_free);
  self->details = rg_customer_details_copy (details);
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add_once (RG_HINT_AFTER_MS, rg_similar_hint_wait_cb, self);
}

static void
rg_similar_hint_open_cb (RgSimilarHint *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-customer", "x", self->customer);
  if (dialog != NULL)
    adw_dialog_close (ADW_DIALOG (dialog));
}

static void
rg_similar_hint_dispose (GObject *object)
{
  RgSimilarHint *self = RG_SIMILAR_HINT (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->store);
  g_clear_pointer (&self->details, rg_customer_details_free);
  G_OBJECT_CLASS (rg_similar_hint_parent_class)->dispose (object);
}

static void
rg_similar_hint_class_init (RgSimilarHintClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_similar_hint_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-similar-hint.ui");
  gtk_widget_class_bind_template_child (widget_class, RgSimilarHint, label);
  gtk_widget_class_bind_template_child (widget_class, RgSimilarHint, revealer);
  gtk_widget_class_bind_template_callback (widget_class, rg_similar_hint_open_cb);
}

static void
rg_similar_hint_init (RgSimilarHint *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
