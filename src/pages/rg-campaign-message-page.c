/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The message of a campaign beside the page as it will be. */
#include "pages/rg-campaign-message-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-message-parts.h"
#include "pages/rg-message-preview.h"
#include "pages/rg-message-templates-dialog.h"
#include "pages/rg-sender-dialog.h"
#include "pages/rg-sms-meter.h"
#include "pages/rg-version-group.h"
#include "store/rg-campaign-request.h"
#include "widgets/rg-field.h"

/* The channels as the row has them. */
static const RgChannel channels[] = { RG_CHANNEL_POST, RG_CHANNEL_EMAIL, RG_CHANNEL_SMS,
                                      RG_CHANNEL_PHONE };

struct _RgCampaignMessagePage
{
  RgCampaignStep parent_instance;

  AdwBanner *fixed_banner;
  GtkWidget *editor;
  AdwEntryRow *subject_row;
  GtkTextView *text_view;
  GtkTextBuffer *buffer;
  GtkBox *problems;
  GtkBox *parts;
  char *spoken; /* the problem that was told last */
  AdwEntryRow *closing_row;
  AdwEntryRow *signature_row;
  AdwEntryRow *counter_row;
  AdwActionRow *sender_row;
  GtkButton *sender_button;
  AdwComboRow *channel_row;
  RgMessagePreview *preview;
  RgSmsMeter *meter;
  GtkMenuButton *field_button;
  GtkMenuButton *block_button;
  GtkMenuButton *only_button;
  RgVersionGroup *version_group;

  gboolean filled;    /* the fields show the campaign; from then on they are the truth */
  gboolean edited;
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
  campaign->channel = channels[adw_combo_row_get_selected (self->channel_row)];
  g_set_str (&campaign->counter, gtk_editable_get_text (GTK_EDITABLE (self->counter_row)));
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

/* --- what it will look like --- */

static void
rg_campaign_message_page_draw (RgCampaignMessagePage *self)
{
  g_autoptr (RgCampaign) shown = rg_campaign_message_page_build_shown (self);

  rg_message_parts_show (self->parts, shown,
                         rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self))->shop);
  rg_message_preview_draw (self->preview, shown);
  rg_sms_meter_measure (self->meter, rg_campaign_step_get_store (RG_CAMPAIGN_STEP (self)),
                        rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self)), shown);
}

/* What a channel has no place for is not asked for. */
static void
rg_campaign_message_page_show_channel (RgCampaignMessagePage *self, RgChannel channel)
{
  static const char *const labels[RG_CHANNELS] = {
    [RG_CHANNEL_POST] = N_("Text of the letter"),
    [RG_CHANNEL_EMAIL] = N_("Text of the e-mail"),
    [RG_CHANNEL_PHONE] = N_("What to say on the phone"),
    [RG_CHANNEL_SMS] = N_("Text of the text message"),
  };
  const gboolean post = channel == RG_CHANNEL_POST, mail = channel == RG_CHANNEL_EMAIL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(labels[channel]), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->subject_row), post || mail);
  gtk_widget_set_visible (GTK_WIDGET (self->closing_row), post);
  gtk_widget_set_visible (GTK_WIDGET (self->signature_row), post);
  gtk_widget_set_visible (GTK_WIDGET (self->sender_row), post || mail);
  gtk_widget_set_visible (GTK_WIDGET (self->meter), channel == RG_CHANNEL_SMS);
  gtk_widget_set_visible (GTK_WIDGET (self->block_button), mail);
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
  /* What is set here is nothing that somebody typed. */
  self->filled = FALSE;
  rg_version_group_show (self->version_group, campaign);
  rg_campaign_message_page_place_versions (self);
  for (guint i = 0; i < G_N_ELEMENTS (channels); i++)
    if (channels[i] == campaign->channel)
      adw_combo_row_set_selected (self->channel_row, i);
  rg_campaign_message_page_show_channel (self, campaign->channel);
  rg_campaign_message_page_fill_text (self);
  rg_campaign_message_page_set_entry (GTK_EDITABLE (self->closing_row), campaign->closing);
  rg_campaign_message_page_set_entry (GTK_EDITABLE (self->signature_row), campaign->signature);
  rg_campaign_message_page_set_entry (GTK_EDITABLE (self->counter_row), campaign->counter);
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

/* Until the message is read only the preview below it could take the keyboard, and a narrow page
 * was scrolled down to it. */
static void
rg_campaign_message_page_bring_keyboard (RgCampaignMessagePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->preview)))
    gtk_widget_child_focus (self->editor, GTK_DIR_TAB_FORWARD);
}

static void
rg_campaign_message_page_show (RgCampaignStep *step, const RgCampaignSight *sight)
{
  RgCampaignMessagePage *self = RG_CAMPAIGN_MESSAGE_PAGE (step);
  gboolean fixed = sight->campaign->fixed_at != 0;
  const gboolean begins = !gtk_widget_get_sensitive (self->editor);
  g_autoptr (GMenuModel) menu =
      rg_campaign_message_page_create_menu (rg_campaign_message_page_get_own (self));
  g_autoptr (GMenuModel) only = rg_message_parts_create_menu (sight->segments,
                                                              "page.insert-only");

  gtk_menu_button_set_menu_model (self->field_button, menu);
  gtk_menu_button_set_menu_model (self->only_button, only);
  if (!self->edited)
    rg_campaign_message_page_fill (self, sight->campaign);
  gtk_widget_set_sensitive (self->editor,
                            !fixed
                              && !rg_store_is_read_only (rg_campaign_step_get_store (step)));
  if (begins)
    rg_campaign_message_page_bring_keyboard (self);
  adw_banner_set_revealed (self->fixed_banner, fixed);
  gtk_widget_set_visible (GTK_WIDGET (self->version_group),
                          !fixed || sight->campaign->versions->len > 0);
  rg_sender_show (self->sender_row, self->sender_button, sight->shop);
  rg_message_preview_set_people (self->preview, rg_campaign_step_get_store (step), sight,
                                 rg_version_group_get_current (self->version_group));
  rg_campaign_message_page_show_problems (self);
  rg_campaign_message_page_draw (self);
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

static void rg_campaign_message_page_save (RgCampaignMessagePage *self);

/* Who may be written to follows from the channel, so it is saved at once. */
static void
rg_campaign_message_page_channel_cb (RgCampaignMessagePage *self)
{
  const guint chosen = adw_combo_row_get_selected (self->channel_row);

  if (!self->filled || chosen >= G_N_ELEMENTS (channels))
    return;
  rg_campaign_message_page_show_channel (self, channels[chosen]);
  rg_campaign_message_page_changed_cb (self);
  rg_campaign_message_page_save (self);
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
  rg_message_preview_set_people (self->preview,
                                 rg_campaign_step_get_store (RG_CAMPAIGN_STEP (self)), sight,
                                 rg_version_group_get_current (self->version_group));
  rg_message_preview_rewind (self->preview);
  rg_campaign_message_page_show_problems (self);
  rg_campaign_message_page_draw (self);
}

typedef struct
{
  RgCampaignMessagePage *page;
  GtkWidget *root; /* says what went wrong, even when the page has gone */
  gboolean offers; /* with a template came an offer */
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
rg_campaign_message_page_insert_only_action (GtkWidget *widget, const char *name,
                                             GVariant *parameter)
{
  RgCampaignMessagePage *self = RG_CAMPAIGN_MESSAGE_PAGE (widget);

  rg_message_parts_insert (self->buffer, g_variant_get_string (parameter, NULL));
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

/* A block stands on lines of its own. */
static void
rg_campaign_message_page_insert_block_action (GtkWidget *widget, const char *name,
                                              GVariant *parameter)
{
  RgCampaignMessagePage *self = RG_CAMPAIGN_MESSAGE_PAGE (widget);
  const char *kind = g_variant_get_string (parameter, NULL);
  g_autofree char *coupon = g_strdup_printf ("{{%s}}", rg_field_get_label (RG_FIELD_COUPON));
  const char *text = g_str_equal (kind, "heading") ? _("# Heading")
                     /* Translators: keep the brackets; what is between them may be translated. */
                     : g_str_equal (kind, "button") ? _("[To our shop](https://…)")
                     : g_str_equal (kind, "list") ? _("- First\n- Second")
                                                  : coupon;
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &at, gtk_text_buffer_get_insert (self->buffer));
  if (!gtk_text_iter_starts_line (&at))
    gtk_text_buffer_insert_at_cursor (self->buffer, "\n\n", -1);
  gtk_text_buffer_insert_at_cursor (self->buffer, text, -1);
  gtk_text_buffer_insert_at_cursor (self->buffer, "\n", -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
rg_campaign_message_page_sender_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (rg_sender_dialog_new (rg_campaign_step_get_store (RG_CAMPAIGN_STEP (widget))),
                      widget);
}

/* --- templates --- */

static void
rg_campaign_message_page_replaced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSaving) saving = data;
  g_autoptr (GError) error = NULL;
  RgCampaignRequest *request = rg_campaign_request_finish (RG_STORE (source), result, &error);
  g_autofree char *text = request == NULL ? rg_error_text (error) : NULL;

  if (saving->root == NULL)
    return;
  if (request != NULL)
    gtk_widget_activate_action (saving->root, "win.toast-undo", "(xs)",
                                rg_campaign_request_get_action (request),
                                saving->offers
                                  ? _("Message and offer begin with the template")
                                  : _("The message begins with the template"));
  else
    gtk_widget_activate_action (saving->root, "win.toast", "s", text);
}

/* Saved at once, so that it can be taken back with what stood there before. */
static void
rg_campaign_message_page_use_template (const RgMessageTemplate *template, gpointer data)
{
  RgCampaignMessagePage *self = data;
  g_autoptr (RgCampaign) campaign = NULL;
  RgSaving *saving;

  if (rg_campaign_step_is_gone (RG_CAMPAIGN_STEP (self)))
    return;
  rg_campaign_message_page_save (self);
  campaign = rg_campaign_message_page_build (self);
  saving = g_new0 (RgSaving, 1);
  saving->offers =
    rg_message_template_apply (template, campaign,
                               rg_version_group_get_current (self->version_group));
  saving->page = g_object_ref (self);
  g_set_object (&saving->root, GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));
  rg_campaign_step_run_async (RG_CAMPAIGN_STEP (self), rg_campaign_request_save (campaign),
                              rg_campaign_message_page_replaced_cb, saving);
}

static void
rg_campaign_message_page_templates_action (GtkWidget *widget, const char *name,
                                           GVariant *parameter)
{
  RgCampaignMessagePage *self = RG_CAMPAIGN_MESSAGE_PAGE (widget);
  g_autoptr (RgCampaign) campaign = rg_campaign_message_page_build (self);

  adw_dialog_present (rg_message_templates_dialog_new (
                        rg_campaign_step_get_store (RG_CAMPAIGN_STEP (self)), campaign,
                        rg_version_group_get_current (self->version_group),
                        rg_campaign_message_page_use_template, self),
                      widget);
}

/* --- the class --- */

static void
rg_campaign_message_page_dispose (GObject *object)
{
  RgCampaignMessagePage *self = RG_CAMPAIGN_MESSAGE_PAGE (object);

  if (self->preview != NULL)
    rg_message_preview_forget (self->preview);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_CAMPAIGN_MESSAGE_PAGE);
  g_clear_pointer (&self->spoken, g_free);
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
  g_type_ensure (RG_TYPE_MESSAGE_PREVIEW);
  g_type_ensure (RG_TYPE_SMS_METER);
  g_type_ensure (RG_TYPE_VERSION_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-campaign-message-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, fixed_banner);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, editor);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, subject_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, text_view);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, buffer);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, problems);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, parts);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, closing_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, signature_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, counter_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, sender_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, sender_button);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, channel_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, meter);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, block_button);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, only_button);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, preview);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, field_button);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_message_page_changed_cb);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignMessagePage, version_group);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_message_page_save);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_message_page_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_message_page_versions_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_message_page_channel_cb);
  gtk_widget_class_install_action (widget_class, "page.insert-block", "s",
                                   rg_campaign_message_page_insert_block_action);
  gtk_widget_class_install_action (widget_class, "page.templates", NULL,
                                   rg_campaign_message_page_templates_action);
  gtk_widget_class_install_action (widget_class, "page.insert-only", "s",
                                   rg_campaign_message_page_insert_only_action);
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
