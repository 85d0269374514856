/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The profile of one customer: fetched in one read, and again after each change to it. */
#include "pages/rg-customer-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-counter-messages.h"
#include "pages/rg-customer-actions.h"
#include "pages/rg-customer-facts.h"
#include "pages/rg-customer-permission.h"
#include "pages/rg-customer-points.h"
#include "pages/rg-customer-sales.h"
#include "pages/rg-customer-segments.h"
#include "pages/rg-own-fields-group.h"
#include "pages/rg-tag-dialog.h"
#include "pages/rg-task-group.h"
#include "pages/rg-ticket-group.h"
#include "pages/rg-toast.h"
#include "pages/rg-writes.h"
#include "rules/rg-habits.h"
#include "rules/rg-rhythm.h"
#include "rules/rg-stage.h"
#include "store/rg-store-access.h"

struct _RgCustomerPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *number_label;
  GtkWidget *stage;
  GtkLabel *stage_label;
  GtkLabel *why_label;
  RgFactsGroup *contact_group;
  RgFactsGroup *about_group;
  AdwPreferencesGroup *permission_group;
  RgFactsGroup *points_group;
  RgFactsGroup *household_group;
  RgFactsGroup *own_group;
  AdwWrapBox *tags;
  AdwEntryRow *tag_row;
  GtkLabel *sentence_label;
  RgTaskGroup *tasks;
  RgTicketGroup *tickets;
  RgFactsGroup *purchases_group;
  RgFactsGroup *segments_group;
  RgFactsGroup *counter_group;
  GtkButton *all_button;
  GtkWidget *spend_group;
  GtkLabel *total_label;
  GtkWidget *chart_card;
  RgChartView *chart_view;
  AdwStatusPage *gone_page;

  RgPermissionRow *permission_rows[RG_N_ASKED];

  RgStore *store;
  gint64 id;
  RgProfile *profile;
  GCancellable *cancellable;
};

enum { PROP_0, PROP_STORE, PROP_ID, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgCustomerPage, rg_customer_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- left: who it is --- */

static void
rg_customer_page_show_name (RgCustomerPage *self)
{
  const RgCustomerDetails *details = self->profile->details;
  g_autofree char *name = rg_customer_dup_shown_name (details->name, details->number);
  const gboolean numbered = *details->name && *details->number;

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), name);
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_text (self->name_label, name);
  gtk_widget_set_visible (GTK_WIDGET (self->number_label), numbered);
  if (numbered)
    {
      /* Translators: %s is the till's number of a customer. */
      g_autofree char *number = g_strdup_printf (_("Customer %s"), details->number);

      gtk_label_set_text (self->number_label, number);
    }
}

/* --- edits on the page itself --- */

static void
rg_customer_page_offer_undo (RgCustomerPage *self, gint64 action_id, const char *text)
{
  if (action_id)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "(xs)", action_id, text);
}

static void
rg_customer_page_say_error (RgCustomerPage *self, const GError *error)
{
  g_autofree char *text = rg_error_text (error);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

/* What is said when the tag is on or off. */
typedef struct
{
  RgCustomerPage *page;
  char *text;
} RgTagging;

static void
rg_customer_page_tagged_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  RgTagging *tagging = data;
  g_autoptr (RgCustomerPage) self = tagging->page;
  g_autofree char *text = tagging->text;
  g_autoptr (GError) error = NULL;
  gint64 action_id;

  g_free (tagging);
  if (rg_store_edit_customer_finish (RG_STORE (object), result, NULL, &action_id, &error))
    rg_customer_page_offer_undo (self, action_id, text);
  else
    rg_customer_page_say_error (self, error);
}

static void
rg_customer_page_tag (RgCustomerPage *self, const char *tag, gboolean add)
{
  RgTagging *tagging = g_new0 (RgTagging, 1);

  tagging->page = g_object_ref (self);
  /* Translators: %s is the name of a tag. */
  tagging->text =
      g_strdup_printf (add ? _("Tag “%s” added") : _("Tag “%s” removed"), tag);
  rg_store_tag_customer_async (self->store, self->profile->details->id, tag, add,
                               rg_customer_page_tagged_cb, tagging);
}

static void
rg_customer_page_add_tag_cb (RgCustomerPage *self)
{
  g_autofree char *tag =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->tag_row))));

  if (*tag)
    rg_customer_page_tag (self, tag, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->tag_row), "");
}

static void
rg_customer_page_remove_tag_cb (RgCustomerPage *self, GtkButton *button)
{
  rg_customer_page_tag (self, g_object_get_data (G_OBJECT (button), "rg-tag"), FALSE);
}

static GtkWidget *
rg_customer_page_create_tag (RgCustomerPage *self, const RgProfileTag *tag)
{
  GtkWidget *pill = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (tag->name);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* Translators: %s is the name of a tag. */
  g_autofree char *tooltip = g_strdup_printf (_("Remove the tag “%s”"), tag->name);

  gtk_widget_add_css_class (pill, "rg-tag");
  if (*rg_tag_colour_class (tag->colour) != '\0')
    gtk_widget_add_css_class (pill, rg_tag_colour_class (tag->colour));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, tag->name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, tooltip);
  g_object_set_data_full (G_OBJECT (button), "rg-tag", g_strdup (tag->name), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (rg_customer_page_remove_tag_cb), self,
                           G_CONNECT_SWAPPED);
  rg_writes_guard (button, self->store);
  gtk_box_append (GTK_BOX (pill), label);
  gtk_box_append (GTK_BOX (pill), button);
  return pill;
}

static void
rg_customer_page_show_tags (RgCustomerPage *self)
{
  GtkWidget *pill;

  while ((pill = gtk_widget_get_first_child (GTK_WIDGET (self->tags))))
    adw_wrap_box_remove (self->tags, pill);
  for (guint i = 0; i < self->profile->tags->len; i++)
    adw_wrap_box_append (self->tags,
                         rg_customer_page_create_tag (self, self->profile->tags->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->tags), self->profile->tags->len > 0);
}

static RgDay
rg_customer_page_get_today (RgCustomerPage *self)
{
  return rg_shop_get_day (rg_store_get_shop (self->store));
}

static RgDay
rg_customer_page_get_counting_day (RgCustomerPage *self)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);

  return rg_shop_get_counting_day (rg_store_get_shop (self->store), dataset);
}

/* --- right: what they do --- */

static void
rg_customer_page_show_stage (RgCustomerPage *self, const GArray *days, RgDay today)
{
  const RgStageNow now =
      rg_stage_of_days ((const RgDay *) (gpointer) days->data, days->len, today);
  g_autofree char *why = rg_stage_dup_why (&now);

  gtk_label_set_text (self->stage_label, rg_stage_word (now.stage));
  gtk_label_set_text (self->why_label, why);
  gtk_widget_set_visible (self->stage, now.stage != RG_STAGE_NONE);
}

/* The second sentence waits for the dataset. */
static void
rg_customer_page_show_sentence (RgCustomerPage *self)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);
  g_autoptr (GArray) days = rg_profile_dup_visit_days (self->profile);
  const RgDay today = rg_customer_page_get_counting_day (self);
  const RgRhythm rhythm = rg_rhythm_of_days ((const RgDay *) (gpointer) days->data, days->len,
                                             today);
  g_autofree char *sentence = rg_rhythm_dup_sentence (&rhythm);
  g_autofree char *second = NULL, *both = NULL;

  if (dataset)
    {
      const RgHabits habits = rg_habits_of_customer (dataset, self->profile->details->id, today);

      second = rg_habits_dup_sentence (&habits, &rhythm);
    }
  both = second ? g_strdup_printf ("%s %s", sentence, second) : g_steal_pointer (&sentence);
  gtk_label_set_text (self->sentence_label, both);
  rg_customer_page_show_stage (self, days, today);
  rg_customer_segments_show (self->segments_group, self->store, self->profile->details->id);
}

static void
rg_customer_page_counted_cb (RgCustomerPage *self)
{
  if (self->profile)
    rg_customer_page_show_sentence (self);
}

static void
rg_customer_page_all_receipts_cb (RgCustomerPage *self)
{
  rg_customer_sales_open (GTK_WIDGET (self), self->profile->details->id, RG_DAY_NONE, RG_DAY_NONE,
                          gtk_label_get_text (self->name_label));
}

static void
rg_customer_page_show_purchases (RgCustomerPage *self)
{
  const guint n = self->profile->purchases->len;
  /* Translators: %u is the number of all receipts; a button beside the latest ones. */
  g_autofree char *all = g_strdup_printf (_("All %u"), n);

  gtk_button_set_label (self->all_button, all);
  gtk_widget_set_visible (GTK_WIDGET (self->all_button), n > RG_LATEST_PURCHASES);
  rg_customer_sales_show_latest (self->purchases_group, rg_store_get_shop (self->store),
                                 self->profile);
}

static void
rg_customer_page_show_spend (RgCustomerPage *self)
{
  const RgShop *shop = rg_store_get_shop (self->store);
  g_autofree char *total = rg_money_format (rg_profile_get_total (self->profile), shop->currency);
  const gboolean any = rg_customer_sales_show_spend (self->chart_view, shop, self->profile,
                                                     rg_customer_page_get_counting_day (self));

  gtk_widget_set_visible (self->spend_group, self->profile->purchases->len > 0);
  gtk_widget_set_visible (self->chart_card, any);
  gtk_label_set_text (self->total_label, total);
}

/* A month of the chart opens its receipts. */
static void
rg_customer_page_point_cb (RgCustomerPage *self, guint point)
{
  const RgChart *chart = rg_chart_view_get_chart (self->chart_view);
  const RgDay from = chart->days[point];
  g_autofree char *title = rg_chart_point_text (chart, point);

  rg_customer_sales_open (GTK_WIDGET (self), self->profile->details->id, from,
                          rg_day_add_months (from, 1) - 1, title);
}

/* --- reading --- */

typedef struct
{
  gint64 id;
  char *home;
  RgProfile *profile;
} RgProfileRead;

static void
rg_profile_read_data_free (gpointer data)
{
  RgProfileRead *read = data;

  g_clear_pointer (&read->profile, rg_profile_free);
  g_free (read->home);
  g_free (read);
}

static gboolean
rg_customer_page_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgProfileRead *read = data;
  GError *read_error = NULL;

  read->profile = rg_profile_read (db, read->id, read->home, &read_error);
  if (!read_error)
    return TRUE;
  g_propagate_error (error, read_error);
  return FALSE;
}

static void
rg_customer_page_show (RgCustomerPage *self)
{
  rg_customer_page_show_name (self);
  rg_customer_facts_show_contacts (self->contact_group, self->store, self->profile);
  rg_customer_facts_show_about (self->about_group, self->profile);
  rg_customer_facts_show_home (self->household_group, self->store, self->profile);
  rg_own_fields_show (self->own_group, self->store, self->profile->details->id);
  rg_customer_permission_show (self->permission_rows, self->profile);
  rg_customer_points_show (self->points_group, self->profile, rg_customer_page_get_today (self));
  rg_customer_page_show_tags (self);
  rg_customer_page_show_sentence (self);
  rg_counter_messages_show (self->counter_group, self->store, self->profile->details->id);
  rg_customer_page_show_purchases (self);
  rg_customer_page_show_spend (self);
  gtk_stack_set_visible_child_name (self->stack, "profile");
}

static void
rg_customer_page_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCustomerPage) self = RG_CUSTOMER_PAGE (data);
  g_autoptr (GError) error = NULL;
  RgProfileRead *read = rg_store_read_get_data (result);

  if (!rg_store_read_finish (RG_STORE (object), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rg_customer_page_say_error (self, error);
      return;
    }
  g_clear_pointer (&self->profile, rg_profile_free);
  self->profile = g_steal_pointer (&read->profile);
  rg_customer_actions_allow (self);
  if (self->profile)
    rg_customer_page_show (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "gone");
}

static void
rg_customer_page_read (RgCustomerPage *self)
{
  RgProfileRead *read = g_new0 (RgProfileRead, 1);

  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  read->id = self->id;
  read->home = g_strdup (rg_store_get_shop (self->store)->country);
  rg_store_read_async (self->store, RG_READER_ROWS, rg_customer_page_read_in_thread, read,
                       rg_profile_read_data_free, self->cancellable, rg_customer_page_read_cb,
                       g_object_ref (self));
}

/* A change to others matters too: a household, a merge, a receipt. All of it is one short read. */
static void
rg_customer_page_changed_cb (RgCustomerPage *self, RgChanges *changes)
{
  static const char *const tables[] = { "customer", "contact_point", "customer_tag", "consent",
                                        "receipt",  "household",     "tag",          "location",
                                        "staff",    "field",         "field_choice", "segment",
                                        "segment_person", "points_entry", "setting" };

  if (self->profile != NULL && rg_counter_messages_are_touched (changes))
    rg_counter_messages_show (self->counter_group, self->store, self->profile->details->id);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (rg_changes_touches (changes, tables[i]))
      {
        rg_customer_page_read (self);
        return;
      }
}

/* --- GObject --- */

static void
rg_customer_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RgCustomerPage *self = RG_CUSTOMER_PAGE (object);

  if (id == PROP_STORE)
    g_value_set_object (value, self->store);
  else if (id == PROP_ID)
    g_value_set_int64 (value, self->id);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_customer_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgCustomerPage *self = RG_CUSTOMER_PAGE (object);

  if (id == PROP_STORE)
    self->store = g_value_dup_object (value);
  else if (id == PROP_ID)
    self->id = g_value_get_int64 (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_customer_page_constructed (GObject *object)
{
  RgCustomerPage *self = RG_CUSTOMER_PAGE (object);

  G_OBJECT_CLASS (rg_customer_page_parent_class)->constructed (object);

  rg_customer_permission_add (self, self->permission_group, self->permission_rows);
  rg_customer_actions_allow (self);
  rg_task_group_show (self->tasks, self->store, &(RgTaskFilter){ .customer = self->id });
  rg_ticket_group_show (self->tickets, self->store, &(RgTicketFilter){ .customer = self->id });
  g_signal_connect_object (self->chart_view, "point-activated",
                           G_CALLBACK (rg_customer_page_point_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (rg_customer_page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "dataset-changed",
                           G_CALLBACK (rg_customer_page_counted_cb), self, G_CONNECT_SWAPPED);
  rg_store_note_access_async (self->store, self->id, RG_ACCESS_PROFILE);
  rg_customer_page_read (self);
}

static void
rg_customer_page_dispose (GObject *object)
{
  RgCustomerPage *self = RG_CUSTOMER_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_CUSTOMER_PAGE);
  g_clear_pointer (&self->profile, rg_profile_free);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_customer_page_parent_class)->dispose (object);
}

static void
rg_customer_page_class_init (RgCustomerPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags =
      G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rg_customer_page_get_property;
  object_class->set_property = rg_customer_page_set_property;
  object_class->constructed = rg_customer_page_constructed;
  object_class->dispose = rg_customer_page_dispose;

  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (RG_TYPE_CHART_VIEW);
  g_type_ensure (RG_TYPE_FACTS_GROUP);
  g_type_ensure (RG_TYPE_TASK_GROUP);
  g_type_ensure (RG_TYPE_TICKET_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-customer-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, about_group);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, all_button);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, chart_card);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, chart_view);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, contact_group);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, counter_group);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, household_group);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, own_group);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, number_label);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, permission_group);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, points_group);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, purchases_group);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, segments_group);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, spend_group);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, stage);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, stage_label);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, tag_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, tags);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, tasks);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, tickets);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, total_label);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerPage, why_label);
  gtk_widget_class_bind_template_callback (widget_class, rg_customer_page_add_tag_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_customer_page_all_receipts_cb);

  rg_customer_actions_install (widget_class);
}

static void
rg_customer_page_init (RgCustomerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RgStore *
rg_customer_page_get_store (RgCustomerPage *self)
{
  g_return_val_if_fail (RG_IS_CUSTOMER_PAGE (self), NULL);
  return self->store;
}

const RgProfile *
rg_customer_page_get_profile (RgCustomerPage *self)
{
  g_return_val_if_fail (RG_IS_CUSTOMER_PAGE (self), NULL);
  return self->profile;
}
