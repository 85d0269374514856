/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The versions of a message. */
#include "pages/rg-version-group.h"

#include "base/rg-i18n.h"

struct _RgVersionGroup
{
  AdwBin parent_instance;

  AdwToggleGroup *toggles;
  GtkWidget *rows;
  AdwEntryRow *name_row;
  AdwSpinRow *part_row;
  GtkButton *add_button;
  GtkWidget *remove_button;

  GPtrArray *versions; /* RgCampaignVersion; with one message only the text alone counts */
  char *subject;       /* of the one message */
  char *message;
  guint current;       /* from 0 */
  gboolean filling;
};

enum { SWITCHED, CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgVersionGroup, rg_version_group, ADW_TYPE_BIN)

static RgCampaignVersion *
rg_version_group_get (RgVersionGroup *self)
{
  return self->current < self->versions->len ? g_ptr_array_index (self->versions, self->current)
                                             : NULL;
}

static void
rg_version_group_fill_toggles (RgVersionGroup *self)
{
  adw_toggle_group_remove_all (self->toggles);
  for (guint i = 0; i < self->versions->len; i++)
    {
      const RgCampaignVersion *version = g_ptr_array_index (self->versions, i);
      AdwToggle *toggle = adw_toggle_new ();

      adw_toggle_set_label (toggle, version->name);
      adw_toggle_set_use_underline (toggle, FALSE);
      adw_toggle_group_add (self->toggles, toggle);
    }
  if (self->versions->len > 0)
    adw_toggle_group_set_active (self->toggles, self->current);
}

static void
rg_version_group_fill (RgVersionGroup *self)
{
  const RgCampaignVersion *version;

  self->filling = TRUE;
  self->current = MIN (self->current, MAX (self->versions->len, 1) - 1);
  version = rg_version_group_get (self);
  rg_version_group_fill_toggles (self);
  if (version != NULL)
    {
      if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->name_row)), version->name) != 0)
        gtk_editable_set_text (GTK_EDITABLE (self->name_row), version->name);
      adw_spin_row_set_value (self->part_row, version->weight);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->toggles), version != NULL);
  gtk_widget_set_visible (self->rows, version != NULL);
  gtk_widget_set_visible (self->remove_button, version != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->add_button), self->versions->len < RG_VERSIONS_MOST);
  gtk_button_set_label (self->add_button, version == NULL ? _("_Test a Second Version")
                                                          : _("_Add a Version"));
  self->filling = FALSE;
}

void
rg_version_group_show (RgVersionGroup *self, const RgCampaign *campaign)
{
  g_return_if_fail (RG_IS_VERSION_GROUP (self));
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  self->versions = rg_campaign_versions_copy (campaign->versions);
  g_set_str (&self->subject, campaign->subject);
  g_set_str (&self->message, campaign->message);
  rg_version_group_fill (self);
}

void
rg_version_group_put_text (RgVersionGroup *self, const char *subject, const char *message)
{
  RgCampaignVersion *version = rg_version_group_get (self);

  g_set_str (version != NULL ? &version->subject : &self->subject, subject);
  g_set_str (version != NULL ? &version->message : &self->message, message);
}

void
rg_version_group_fill_campaign (RgVersionGroup *self, RgCampaign *campaign)
{
  const RgCampaignVersion *first =
    self->versions->len > 0 ? g_ptr_array_index (self->versions, 0) : NULL;

  g_clear_pointer (&campaign->versions, g_ptr_array_unref);
  campaign->versions = rg_campaign_versions_copy (self->versions);
  g_set_str (&campaign->subject, first != NULL ? first->subject : self->subject);
  g_set_str (&campaign->message, first != NULL ? first->message : self->message);
}

const char *
rg_version_group_get_subject (RgVersionGroup *self)
{
  const RgCampaignVersion *version = rg_version_group_get (self);

  return version != NULL ? version->subject : self->subject;
}

const char *
rg_version_group_get_message (RgVersionGroup *self)
{
  const RgCampaignVersion *version = rg_version_group_get (self);

  return version != NULL ? version->message : self->message;
}

guint
rg_version_group_get_current (RgVersionGroup *self)
{
  return self->versions->len > 0 ? self->current + 1 : 0;
}

const char *
rg_version_group_get_name (RgVersionGroup *self, guint number)
{
  return number >= 1 && number <= self->versions->len
           ? ((RgCampaignVersion *) self->versions->pdata[number - 1])->name
           : NULL;
}

/* --- what people do --- */

void
rg_version_group_set_current (RgVersionGroup *self, guint number)
{
  if (number < 1 || number > self->versions->len || number - 1 == self->current)
    return;
  self->current = number - 1;
  rg_version_group_fill (self);
  g_signal_emit (self, signals[SWITCHED], 0);
}

static void
rg_version_group_toggled_cb (RgVersionGroup *self)
{
  if (!self->filling)
    rg_version_group_set_current (self, adw_toggle_group_get_active (self->toggles) + 1);
}

static void
rg_version_group_edited_cb (RgVersionGroup *self)
{
  RgCampaignVersion *version = rg_version_group_get (self);
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));

  if (self->filling || version == NULL)
    return;
  version->weight = (guint) adw_spin_row_get_value (self->part_row);
  /* A name that is gone for a moment while somebody types stays what it was. */
  if (*name != '\0' && g_set_str (&version->name, name))
    adw_toggle_set_label (adw_toggle_group_get_toggle (self->toggles, self->current), name);
  g_signal_emit (self, signals[CHANGED], 0, FALSE);
}

/* "B", or the first letter that nothing else is called by. */
static const char *
rg_version_group_choose_name (RgVersionGroup *self)
{
  for (guint number = 1; number <= RG_VERSIONS_MOST; number++)
    {
      const char *letter = rg_version_get_letter (number);
      gboolean taken = FALSE;

      for (guint i = 0; i < self->versions->len; i++)
        taken |= g_str_equal (((RgCampaignVersion *) self->versions->pdata[i])->name, letter);
      if (!taken)
        return letter;
    }
  return "E";
}

/* The new one begins with the words of the current one. */
static void
rg_version_group_add_cb (RgVersionGroup *self)
{
  g_autofree char *subject = g_strdup (rg_version_group_get_subject (self));
  g_autofree char *message = g_strdup (rg_version_group_get_message (self));

  if (self->versions->len == 0)
    g_ptr_array_add (self->versions, rg_campaign_version_new (rg_version_get_letter (1), 1,
                                                              subject, message));
  g_ptr_array_add (self->versions, rg_campaign_version_new (rg_version_group_choose_name (self), 1,
                                                            subject, message));
  self->current = self->versions->len - 1;
  rg_version_group_fill (self);
  g_signal_emit (self, signals[SWITCHED], 0);
  g_signal_emit (self, signals[CHANGED], 0, TRUE);
}

/* The last one left is the message. */
static void
rg_version_group_remove_cb (RgVersionGroup *self)
{
  g_ptr_array_remove_index (self->versions, self->current);
  self->current = 0;
  if (self->versions->len == 1)
    {
      const RgCampaignVersion *last = g_ptr_array_index (self->versions, 0);

      g_set_str (&self->subject, last->subject);
      g_set_str (&self->message, last->message);
      g_ptr_array_set_size (self->versions, 0);
    }
  rg_version_group_fill (self);
  g_signal_emit (self, signals[SWITCHED], 0);
  g_signal_emit (self, signals[CHANGED], 0, TRUE);
}

/* --- the class --- */

static void
rg_version_group_dispose (GObject *object)
{
  RgVersionGroup *self = RG_VERSION_GROUP (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_VERSION_GROUP);
  G_OBJECT_CLASS (rg_version_group_parent_class)->dispose (object);
}

static void
rg_version_group_finalize (GObject *object)
{
  RgVersionGroup *self = RG_VERSION_GROUP (object);

  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->message, g_free);
  G_OBJECT_CLASS (rg_version_group_parent_class)->finalize (object);
}

static void
rg_version_group_class_init (RgVersionGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_version_group_dispose;
  object_class->finalize = rg_version_group_finalize;
  signals[SWITCHED] = g_signal_new ("switched", RG_TYPE_VERSION_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", RG_TYPE_VERSION_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-version-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RgVersionGroup, toggles);
  gtk_widget_class_bind_template_child (widget_class, RgVersionGroup, rows);
  gtk_widget_class_bind_template_child (widget_class, RgVersionGroup, name_row);
  gtk_widget_class_bind_template_child (widget_class, RgVersionGroup, part_row);
  gtk_widget_class_bind_template_child (widget_class, RgVersionGroup, add_button);
  gtk_widget_class_bind_template_child (widget_class, RgVersionGroup, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, rg_version_group_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_version_group_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_version_group_add_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_version_group_remove_cb);
}

static void
rg_version_group_init (RgVersionGroup *self)
{
  self->versions = rg_campaign_versions_copy (NULL);
  self->subject = g_strdup ("");
  self->message = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}
