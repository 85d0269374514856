/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The message of a campaign beside the page as it will be. */
#include "pages/rg-campaign-message-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-campaign-letters.h"
#include "pages/rg-page-preview.h"
#include "pages/rg-sender-dialog.h"
#include "pages/rg-version-group.h"
#include "store/rg-campaign-request.h"
#include "widgets/rg-field.h"

/* So many of the hardest cases are offered. */
#define RG_WORST_CASES 5

struct _RgCampaignMessagePage
{
  RgCampaignStep parent_instance;

  AdwBanner *fixed_banner;
  GtkWidget *editor;
  AdwEntryRow *subject_row;
  GtkTextView *text_view;
  GtkTextBuffer *buffer;
  GtkBox *problems;
  char *spoken; /* the problem that was told last */
  AdwEntryRow *closing_row;
  AdwEntryRow *signature_row;
  AdwActionRow *sender_row;
  GtkButton *sender_button;
  GtkLabel *person_label;
  GtkToggleButton *worst_button;
  RgPagePreview *preview;
  GtkMenuButton *field_button;
  RgVersionGroup *version_group;

  gboolean filled;    /* the fields show the campaign; from then on they are the truth */
  gboolean edited;
  GArray *order;      /* guint: indices of sight->people that would be written to */
  GArray *worst;      /* the same for the worst cases */
  guint at;           /* index into one of the two */
  GCancellable *drawing;
  GtkTextTag *problem_tag; /* owned by the buffer */
};

G_DEFINE_FINAL_TYPE (RgCampaignMessagePage, rg_campaign_message_page, RG_TYPE_CAMPAIGN_STEP)

static char *
rg_campaign_message_page_dup_text (RgCampaignMessagePage *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

/* The names of the shop's own fields; NULL for none. */
static char *const *
rg_campaign_message_page_get_own (RgCampaignMessagePage *self)
{
  RgStore *store = rg_campaign_step_get_store (RG_CAMPAIGN_STEP (self));

  return store != NULL ? rg_store_get_shop (store)->own_fields : NULL;
}

static char *
rg_campaign_message_page_dup_stored (const char *shown)
{
  g_autoptr (RgTemplate) template = rg_template_new (shown);

  return rg_template_dup_stored (template);
}

/* What the fields hold belongs to the version that is being written. */
static void
rg_campaign_message_page_put_text (RgCampaignMessagePage *self)
{
  g_autofree char *text = rg_campaign_message_page_dup_text (self);
  g_autofree char *message = rg_campaign_message_page_dup_stored (text);
  g_autofree char *subject = rg_campaign_message_page_dup_stored (
      gtk_editable_get_text (GTK_EDITABLE (self->subject_row)));

  rg_version_group_put_text (self->version_group, subject, message);
}

/* The campaign as the fields have it. */
static RgCampaign *
rg_campaign_message_page_build (RgCampaignMessagePage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  RgCampaign *campaign = rg_campaign_copy (sight->campaign);

  rg_campaign_message_page_put_text (self);
  rg_version_group_fill_campaign (self->version_group, campaign);
  g_set_str (&campaign->closing, gtk_editable_get_text (GTK_EDITABLE (self->closing_row)));
  g_set_str (&campaign->signature, gtk_editable_get_text (GTK_EDITABLE (self->signature_row)));
  return campaign;
}

/* The same with the version that is being written as the only one. */
static RgCampaign *
rg_campaign_message_page_build_shown (RgCampaignMessagePage *self)
{
  RgCampaign *campaign = rg_campaign_message_page_build (self);

  g_set_str (&campaign->subject, rg_version_group_get_subject (self->version_group));
  g_set_str (&campaign->message, rg_version_group_get_message (self->version_group));
  g_ptr_array_set_size (campaign->versions, 0);
  return campaign;
}

/* --- problems, where they stand --- */

static void
rg_campaign_message_page_underline (RgCampaignMessagePage *self, const char *text,
                                    const RgTemplateProblem *problem)
{
  GtkTextIter start, end;
  int first = (int) g_utf8_strlen (text, (gssize) problem->offset);

  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, first);
  gtk_text_buffer_get_iter_at_offset (
      self->buffer, &end,
      first + (int) g_utf8_strlen (text + problem->offset, (gssize) problem->length));
  gtk_text_buffer_apply_tag (self->buffer, self->problem_tag, &start, &end);
}

static void
rg_campaign_message_page_add_problem (RgCampaignMessagePage *self, const char *sentence)
{
  GtkWidget *label = gtk_label_new (sentence);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "error");
  gtk_box_append (self->problems, label);
}

/* While somebody types on, nothing is told twice. */
static void
rg_campaign_message_page_say_problem (RgCampaignMessagePage *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->problems));

  if (g_set_str (&self->spoken, first ? gtk_label_get_text (GTK_LABEL (first)) : NULL) && first)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), self->spoken,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
rg_campaign_message_page_show_problems (RgCampaignMessagePage *self)
{
  g_autofree char *text = rg_campaign_message_page_dup_text (self);
  char *const *own = rg_campaign_message_page_get_own (self);
  g_autoptr (RgTemplate) body = rg_template_new_for (text, own);
  g_autoptr (RgTemplate) subject = rg_template_new_for (
      gtk_editable_get_text (GTK_EDITABLE (self->subject_row)), own);
  GtkTextIter start, end;
  GtkWidget *child;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->problem_tag, &start, &end);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->problems))) != NULL)
    gtk_box_remove (self->problems, child);
  for (guint i = 0; i < rg_template_n_problems (subject); i++)
    rg_campaign_message_page_add_problem (self, rg_template_get_problem (subject, i)->sentence);
  for (guint i = 0; i < rg_template_n_problems (body); i++)
    {
      rg_campaign_message_page_underline (self, text, rg_template_get_problem (body, i));
      rg_campaign_message_page_add_problem (self, rg_template_get_problem (body, i)->sentence);
    }
  if (rg_template_n_problems (subject) > 0)
    rg_field_refuse (GTK_WIDGET (self->subject_row), NULL);
  else
    rg_field_accept (GTK_WIDGET (self->subject_row));
  gtk_widget_set_visible (GTK_WIDGET (self->problems),
                          gtk_widget_get_first_child (GTK_WIDGET (self->problems)) != NULL);
  rg_campaign_message_page_say_problem (self);
}

/* --- the page as it will be --- */

typedef struct
{
  RgCampaign *campaign;
  RgShop *shop;
  RgDay today;
  gint64 customer;
  gboolean fixed;
  RgCampaignPerson *person;
} RgDrawing;

static void
rg_drawing_free (gpointer data)
{
  RgDrawing *drawing = data;

  g_clear_pointer (&drawing->person, rg_campaign_person_free);
  rg_campaign_free (drawing->campaign);
  rg_shop_free (drawing->shop);
  g_free (drawing);
}

static gboolean
rg_drawing_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgDrawing *drawing = data;
  g_autoptr (GPtrArray) people = NULL;

  if (drawing->fixed)
    {
      drawing->person = rg_campaign_read_person (db, drawing->campaign->id, drawing->customer,
                                                 error);
      return drawing->person != NULL;
    }
  people = rg_campaign_plan (db, drawing->shop, drawing->campaign, &drawing->customer, 1,
                             drawing->today, error);
  if (people != NULL && people->len > 0)
    drawing->person = g_ptr_array_steal_index (people, 0);
  return people != NULL;
}

/* With the version that they got, once the list is fixed; before, it is the one being written. */
static void
rg_campaign_message_page_show_name (RgCampaignMessagePage *self, const RgCampaignPerson *person)
{
  const char *version = rg_version_group_get_name (self->version_group, person->version);
  /* Translators: a person, and the name of the version of a letter that they get. */
  g_autofree char *text = version == NULL ? g_strdup (person->name)
                                          : g_strdup_printf (_("%s, “%s”"), person->name, version);

  gtk_label_set_text (self->person_label, text);
}

static void
rg_campaign_message_page_drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCampaignMessagePage) self = data;
  RgDrawing *drawing;

  if (!rg_store_read_finish (RG_STORE (source), result, NULL)
      || rg_campaign_step_is_gone (RG_CAMPAIGN_STEP (self)))
    return;
  drawing = rg_store_read_get_data (result);
  if (drawing->person == NULL)
    return;
  rg_campaign_message_page_show_name (self, drawing->person);
  rg_page_preview_show (self->preview, rg_paper_default (), rg_campaign_letters_draw,
                        rg_campaign_letters_new_for (drawing->shop, drawing->campaign,
                                                     drawing->person, drawing->today),
                        (GDestroyNotify) rg_letters_free, 0);
}

static GArray *
rg_campaign_message_page_get_order (RgCampaignMessagePage *self)
{
  return gtk_toggle_button_get_active (self->worst_button) ? self->worst : self->order;
}

/* The customer who is looked at; 0 for nobody. */
static gint64
rg_campaign_message_page_get_customer (RgCampaignMessagePage *self, const RgCampaignSight *sight)
{
  GArray *order = rg_campaign_message_page_get_order (self);

  if (order == NULL || order->len == 0)
    return 0;
  if (sight->people == NULL)
    return g_array_index (sight->included, gint64, g_array_index (order, guint, self->at));
  return ((RgCampaignPerson *) g_ptr_array_index (
              sight->people, g_array_index (order, guint, self->at)))->customer;
}

static void
rg_campaign_message_page_draw (RgCampaignMessagePage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  RgDrawing *drawing;
  gint64 customer = rg_campaign_message_page_get_customer (self, sight);

  if (self->drawing != NULL)
    g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  if (customer == 0)
    {
      gtk_label_set_text (self->person_label, _("Nobody to show"));
      return;
    }
  self->drawing = g_cancellable_new ();
  drawing = g_new0 (RgDrawing, 1);
  drawing->campaign = rg_campaign_message_page_build_shown (self);
  drawing->shop = rg_shop_copy (sight->shop);
  drawing->today = sight->today;
  drawing->customer = customer;
  drawing->fixed = sight->campaign->fixed_at != 0;
  rg_store_read_async (rg_campaign_step_get_store (RG_CAMPAIGN_STEP (self)), RG_READER_ROWS,
                       rg_drawing_read_in_thread, drawing, rg_drawing_free, self->drawing,
                       rg_campaign_message_page_drawn_cb, g_object_ref (self));
}

/* --- whom to look at --- */

/* How hard a person is to fit on the page: gaps first, then long names and addresses. */
static glong
rg_campaign_message_page_weigh (const RgCampaignPerson *person)
{
  return (person->missing != 0 ? 10000 : 0) + g_utf8_strlen (person->name, -1)
         + g_utf8_strlen (person->contact, -1);
}

static int
rg_campaign_message_page_compare (gconstpointer a, gconstpointer b, gpointer people)
{
  glong one = rg_campaign_message_page_weigh (g_ptr_array_index ((GPtrArray *) people,
                                                                 *(const guint *) a));
  glong two = rg_campaign_message_page_weigh (g_ptr_array_index ((GPtrArray *) people,
                                                                 *(const guint *) b));

  return (one < two) - (one > two);
}

/* Whether they get the version that is being written. One that was just added has nobody yet. */
static gboolean
rg_campaign_message_page_gets_shown (RgCampaignMessagePage *self, const RgCampaignPerson *person)
{
  const guint current = rg_version_group_get_current (self->version_group);

  return person->seat.place == RG_PLACE_INCLUDED
         && (current == 0 || person->version == 0 || person->version == current);
}

static void
rg_campaign_message_page_order_people (RgCampaignMessagePage *self, const RgCampaignSight *sight)
{
  guint n = sight->people != NULL ? sight->people->len
                                  : sight->included != NULL ? sight->included->len : 0;

  g_clear_pointer (&self->spoken, g_free);
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->worst, g_array_unref);
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n; i++)
    if (sight->people == NULL
        || rg_campaign_message_page_gets_shown (self, g_ptr_array_index (sight->people, i)))
      g_array_append_val (self->order, i);
  self->worst = g_array_copy (self->order);
  if (sight->people != NULL)
    g_array_sort_with_data (self->worst, rg_campaign_message_page_compare, sight->people);
  g_array_set_size (self->worst, MIN (self->worst->len, RG_WORST_CASES));
  gtk_widget_set_visible (GTK_WIDGET (self->worst_button), sight->people != NULL);
}

static void
rg_campaign_message_page_set_at (RgCampaignMessagePage *self, guint at)
{
  GArray *order = rg_campaign_message_page_get_order (self);

  if (order == NULL)
    return;
  self->at = order->len > 0 ? MIN (at, order->len - 1) : 0;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.previous", self->at > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.next", self->at + 1 < order->len);
  rg_campaign_message_page_draw (self);
}

static void
rg_campaign_message_page_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCampaignMessagePage *self = RG_CAMPAIGN_MESSAGE_PAGE (widget);

  rg_campaign_message_page_set_at (self, g_str_has_suffix (name, "next") ? self->at + 1
                                                                         : self->at - 1);
}

static void
rg_campaign_message_page_worst_cb (RgCampaignMessagePage *self)
{
  rg_campaign_message_page_set_at (self, 0);
}

/* --- filling and saving --- */

/* The text of an entry or a buffer is set only when it differs: setting moves the cursor. */
static void
rg_campaign_message_page_set_entry (GtkEditable *entry, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (entry), text) != 0)
    gtk_editable_set_text (entry, text);
}

static void
rg_campaign_message_page_set_message (RgCampaignMessagePage *self, const char *text)
{
  GtkTextIter start, end;
  g_autofree char *present = NULL;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  present = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  if (g_strcmp0 (present, text) != 0)
    gtk_text_buffer_set_text (self->buffer, text, -1);
}

/* The words of the version that is being written. */
static void
rg_campaign_message_page_fill_text (RgCampaignMessagePage *self)
{
  g_autoptr (RgTemplate) subject =
      rg_template_new (rg_version_group_get_subject (self->version_group));
  g_autoptr (RgTemplate) message =
      rg_template_new (rg_version_group_get_message (self->version_group));
  g_autofree char *shown_subject = rg_template_dup_shown (subject);
  g_autofree char *shown_message = rg_template_dup_shown (message);
  const gboolean filled = self->filled;

  self->filled = FALSE;
  rg_campaign_message_page_set_entry (GTK_EDITABLE (self->subject_row), shown_subject);
  rg_campaign_message_page_set_message (self, shown_message);
  self->filled = filled;
}

/* Versions stand above what is written in them; the offer of a second one below everything. */
static void
rg_campaign_message_page_place_versions (RgCampaignMessagePage *self)
{
  const gboolean several = rg_version_group_get_current (self->version_group) > 0;
  GtkWidget *group = GTK_WIDGET (self->version_group);
  GtkWidget *last = gtk_widget_get_last_child (self->editor);

  if (several)
    gtk_box_reorder_child_after (GTK_BOX (self->editor), group, NULL);
  else if (last != group)
    gtk_box_reorder_child_after (GTK_BOX (self->editor), group, last);
}

static void
rg_campaign_message_page_fill (RgCampaignMessagePage *self, const RgCampaign *campaign)
{
  rg_version_group_show (self->version_group, campaign);
  rg_campaign_message_page_place_versions (self);
  rg_campaign_message_page_fill_text (self);
  rg_campaign_message_page_set_entry (GTK_EDITABLE (self->closing_row), campaign->closing);
  rg_campaign_message_page_set_entry (GTK_EDITABLE (self->signature_row), campaign->signature);
  self->filled = TRUE;
  self->edited = FALSE;
}

/* The names of the fields are in the user's language, so the menu is made here. */
static GMenuModel *
rg_campaign_message_page_create_menu (char *const *own)
{
  GMenu *menu = g_menu_new ();
  const int n_own = own != NULL ? (int) g_strv_length ((char **) own) : 0;

  for (int field = 0; field < RG_FIELD_SHOPS_OWN + n_own; field++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (
          field < RG_FIELD_SHOPS_OWN ? rg_field_get_label (field)
                                     : own[field - RG_FIELD_SHOPS_OWN], NULL);

      g_menu_item_set_action_and_target (item, "page.insert-field", "i", field);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
rg_campaign_message_page_show (RgCampaignStep *step, const RgCampaignSight *sight)
{
  RgCampaignMessagePage *self = RG_CAMPAIGN_MESSAGE_PAGE (step);
  gboolean fixed = sight->campaign->fixed_at != 0;
  g_autoptr (GMenuModel) menu =
      rg_campaign_message_page_create_menu (rg_campaign_message_page_get_own (self));

  gtk_menu_button_set_menu_model (self->field_button, menu);
  if (!self->edited)
    rg_campaign_message_page_fill (self, sight->campaign);
  gtk_widget_set_sensitive (self->editor,
                            !fixed
                              && !rg_store_is_read_only (rg_campaign_step_get_store (step)));
  adw_banner_set_revealed (self->fixed_banner, fixed);
  gtk_widget_set_visible (GTK_WIDGET (self->version_group),
                          !fixed || sight->campaign->versions->len > 0);
  rg_sender_show (self->sender_row, self->sender_button, sight->shop);
  rg_campaign_message_page_order_people (self, sight);
  rg_campaign_message_page_show_problems (self);
  rg_campaign_message_page_set_at (self, self->at);
}

static void
rg_campaign_message_page_changed_cb (RgCampaignMessagePage *self)
{
  if (!self->filled)
    return;
  self->edited = TRUE;
  rg_campaign_message_page_put_text (self);
  rg_campaign_message_page_show_problems (self);
  rg_campaign_message_page_draw (self);
}

/* Another version is to be written: its words, and its people. */
static void
rg_campaign_message_page_switched_cb (RgCampaignMessagePage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));

  rg_campaign_message_page_fill_text (self);
  rg_campaign_message_page_place_versions (self);
  if (sight == NULL)
    return;
  rg_campaign_message_page_order_people (self, sight);
  rg_campaign_message_page_show_problems (self);
  rg_campaign_message_page_set_at (self, 0);
}

typedef struct
{
  RgCampaignMessagePage *page;
  GtkWidget *root; /* says what went wrong, even when the page has gone */
} RgSaving;

static void
rg_saving_free (RgSaving *saving)
{
  g_clear_object (&saving->page);
  g_clear_object (&saving->root);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSaving, rg_saving_free)

static void
rg_campaign_message_page_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSaving) saving = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (rg_campaign_request_finish (RG_STORE (source), result, &error) != NULL)
    return;
  saving->page->edited = TRUE;
  text = rg_error_text (error);
  if (saving->root != NULL)
    gtk_widget_activate_action (saving->root, "win.toast", "s", text);
}

static void
rg_campaign_message_page_save (RgCampaignMessagePage *self)
{
  g_autoptr (RgCampaign) campaign = NULL;
  RgSaving *saving;

  if (!self->edited || rg_campaign_step_is_gone (RG_CAMPAIGN_STEP (self)))
    return;
  campaign = rg_campaign_message_page_build (self);
  self->edited = FALSE;
  saving = g_new0 (RgSaving, 1);
  saving->page = g_object_ref (self);
  g_set_object (&saving->root, GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));
  rg_campaign_step_run_async (RG_CAMPAIGN_STEP (self), rg_campaign_request_save (campaign),
                              rg_campaign_message_page_saved_cb, saving);
}

/* One more or one less is saved at once: who gets which follows from it. */
static void
rg_campaign_message_page_versions_cb (RgCampaignMessagePage *self, gboolean structure)
{
  if (!self->filled)
    return;
  self->edited = TRUE;
  if (structure)
    rg_campaign_message_page_save (self);
}

/* Leaving the page saves, by whatever way; the window may be on its way out too, and the store
 * finishes what is queued. */
static void
rg_campaign_message_page_unmap (GtkWidget *widget)
{
  rg_campaign_message_page_save (RG_CAMPAIGN_MESSAGE_PAGE (widget));
  GTK_WIDGET_CLASS (rg_campaign_message_page_parent_class)->unmap (widget);
}

static void
rg_campaign_message_page_insert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCampaignMessagePage *self = RG_CAMPAIGN_MESSAGE_PAGE (widget);
  char *const *own = rg_campaign_message_page_get_own (self);
  const gint32 field = g_variant_get_int32 (parameter);
  const gint32 n_own = own != NULL ? (gint32) g_strv_length ((char **) own) : 0;
  g_autofree char *text = NULL;

  if (field < 0 || field >= RG_FIELD_SHOPS_OWN + n_own)
    return;
  text = g_strdup_printf ("{{%s}}", field < RG_FIELD_SHOPS_OWN
                                      ? rg_field_get_label ((RgField) field)
                                      : own[field - RG_FIELD_SHOPS_OWN]);
  gtk_text_buffer_insert_at_cursor (self->buffer, text, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
rg_campaign_message_page_sender_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (rg_sender_dialog_new (rg_campaign_step_get_store (RG_CAMPAIGN_STEP (widget))),
                      widget);
}

/* --- the class --- */

static void
rg_campaign_message_page_dispose (GObject *object)
{
  RgCampaignMessagePage *self = RG_CAMPAIGN_MESSAGE_PAGE (object);

  if (self->drawing != NULL)
    g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_CAMPAIGN_MESSAGE_PAGE);
  g_clear_pointer (&self->spoken, g_free);
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->worst, g_array_unref);
  G_OBJECT_CLASS (rg_campaign_message_page_parent_class)->dispose (object);
}

static void
rg_campaign_message_page_class_init (RgCampaignMessagePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_campaign_message_page_dispose;
  RG_CAMPAIGN_STEP_CLASS (klass)->show = rg_campaign_message_page_show;
  widget_class->unmap = rg_campaign_message_page_unmap;
  g_type_ensure (RG_TYPE_PAGE_PREVIEW);
  g_type_ensure (RG_TYPE_VERSION_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-campaign-message-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, fixed_banner);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, editor);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, subject_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, text_view);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, buffer);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, problems);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, closing_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, signature_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, sender_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, sender_button);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, person_label);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, worst_button);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, preview);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, field_button);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_message_page_changed_cb);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, version_group);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_message_page_save);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_message_page_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_message_page_versions_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_message_page_worst_cb);
  gtk_widget_class_install_action (widget_class, "page.previous", NULL,
                                   rg_campaign_message_page_step_action);
  gtk_widget_class_install_action (widget_class, "page.next", NULL,
                                   rg_campaign_message_page_step_action);
  gtk_widget_class_install_action (widget_class, "page.insert-field", "i",
                                   rg_campaign_message_page_insert_action);
  gtk_widget_class_install_action (widget_class, "page.sender", NULL,
                                   rg_campaign_message_page_sender_action);
}

static void
rg_campaign_message_page_init (RgCampaignMessagePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->problem_tag = gtk_text_buffer_create_tag (self->buffer, NULL, "underline",
                                                  PANGO_UNDERLINE_ERROR, NULL);
}
