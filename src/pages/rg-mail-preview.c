/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "pages/rg-mail-preview.h"

#include "base/rg-i18n.h"

/* Dots; less than the narrowest window has for it. */
#define RG_MAIL_PICTURE_NARROW 280

struct _RgMailPreview
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (RgMailPreview, rg_mail_preview, GTK_TYPE_BOX)

static GtkWidget *
rg_mail_preview_add_label (RgMailPreview *self, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* Tab goes on to what can be used. One that is merely not focusable would hold it for good: a
   * label that can be selected says that it took the keyboard, whether it could or not. */
  gtk_widget_set_can_focus (label, FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self), label);
  return label;
}

static void
rg_mail_preview_add_head (RgMailPreview *self, const RgShop *shop, const RgMailAccount *account,
                          const RgCampaignPerson *person)
{
  const char *sender = *account->name != '\0' ? account->name : shop->name;
  g_autofree char *whole = *account->from != '\0'
                             ? g_strdup_printf ("%s <%s>", sender, account->from)
                             : g_strdup (sender);
  /* Translators: %s is a name and an address. */
  g_autofree char *from = g_strdup_printf (C_("sender", "From %s"), whole);
  g_autofree char *to = g_strdup_printf (_("To %s <%s>"), person->name, person->contact);

  rg_mail_preview_add_label (self, *person->subject != '\0' ? person->subject : _("No subject"),
                             "title-4");
  gtk_widget_add_css_class (rg_mail_preview_add_label (self, from, "dim-label"), "caption");
  gtk_widget_add_css_class (rg_mail_preview_add_label (self, to, "dim-label"), "caption");
  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
}

void
rg_mail_picture_set (GtkPicture *picture, GdkTexture *texture, const char *words)
{
  const int width = texture != NULL ? gdk_texture_get_width (texture) : 1;
  const int height = texture != NULL ? gdk_texture_get_height (texture) : 0;

  gtk_picture_set_paintable (picture, texture != NULL ? GDK_PAINTABLE (texture) : NULL);
  gtk_picture_set_content_fit (picture, GTK_CONTENT_FIT_SCALE_DOWN);
  gtk_picture_set_alternative_text (picture, words);
  /* That is a description; what is heard first is the name. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_set_halign (GTK_WIDGET (picture), GTK_ALIGN_START);
  gtk_widget_set_size_request (GTK_WIDGET (picture), -1,
                               MIN (width, RG_MAIL_PICTURE_NARROW) * height / width);
}

/* On top, as it stands in the mail. */
static void
rg_mail_preview_add_picture (RgMailPreview *self, const RgMailAccount *account)
{
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (account->picture, NULL);
  GtkWidget *picture;

  if (texture == NULL)
    return;
  picture = gtk_picture_new ();
  rg_mail_picture_set (GTK_PICTURE (picture), texture, account->picture_words);
  gtk_box_append (GTK_BOX (self), picture);
}

static void
rg_mail_preview_add_list (RgMailPreview *self, const char *text)
{
  g_auto (GStrv) items = g_strsplit (text, "\n", -1);
  g_autofree char *joined = g_strjoinv ("\n•  ", items);
  g_autofree char *list = g_strconcat ("•  ", joined, NULL);

  gtk_widget_set_margin_start (rg_mail_preview_add_label (self, list, NULL), 6);
}

static void
rg_mail_preview_add_block (RgMailPreview *self, const RgMailBlock *block)
{
  GtkWidget *label;

  switch (block->kind)
    {
    case RG_BLOCK_HEADING:
      rg_mail_preview_add_label (self, block->text, "title-2");
      break;
    case RG_BLOCK_BUTTON:
      label = rg_mail_preview_add_label (self, block->text, "rg-mail-button");
      gtk_label_set_selectable (GTK_LABEL (label), FALSE);
      gtk_widget_set_halign (label, GTK_ALIGN_START);
      gtk_widget_set_tooltip_text (label, block->link);
      break;
    case RG_BLOCK_COUPON:
      label = rg_mail_preview_add_label (self, block->text, "rg-mail-coupon");
      gtk_label_set_xalign (GTK_LABEL (label), 0.5);
      break;
    case RG_BLOCK_LIST:
      rg_mail_preview_add_list (self, block->text);
      break;
    case RG_BLOCK_TEXT:
    default:
      rg_mail_preview_add_label (self, block->text, NULL);
    }
}

void
rg_mail_preview_show (RgMailPreview *self, const RgShop *shop, const RgMailAccount *account,
                      const RgCampaign *campaign, const RgCampaignPerson *person)
{
  g_autoptr (GPtrArray) blocks = rg_campaign_mail_blocks (campaign, person->version, person->body,
                                                          person->coupon);
  RgMailFoot foot;
  GtkWidget *child;

  g_return_if_fail (RG_IS_MAIL_PREVIEW (self));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  rg_mail_preview_add_head (self, shop, account, person);
  if (account->picture != NULL)
    rg_mail_preview_add_picture (self, account);
  for (guint i = 0; i < blocks->len; i++)
    rg_mail_preview_add_block (self, g_ptr_array_index (blocks, i));
  rg_campaign_mail_foot (shop, account, NULL, &foot);
  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_widget_add_css_class (rg_mail_preview_add_label (self, foot.sender, "dim-label"), "caption");
  gtk_widget_add_css_class (rg_mail_preview_add_label (self, foot.farewell, "dim-label"),
                            "caption");
}

static void
rg_mail_preview_class_init (RgMailPreviewClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rg_mail_preview_init (RgMailPreview *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "rg-mail");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The e-mail as it will be read"), -1);
}
