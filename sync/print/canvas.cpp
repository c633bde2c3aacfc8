#include "sync/print/canvas.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace hineni {

namespace {

void use(cairo_t* cr, InkColour ink) {
    const auto part = [&](unsigned shift) { return static_cast<double>(ink.rgb >> shift & 0xFFU) / 255; };
    cairo_set_source_rgb(cr, part(16), part(8), part(0));
}

// A number of the path and the blanks in front of it; false at anything else.
bool number(std::string_view& path, double& value) {
    while (!path.empty() && (path.front() == ' ' || path.front() == ',')) path.remove_prefix(1);
    const auto [end, trouble] = std::from_chars(path.data(), path.data() + path.size(), value);
    if (trouble != std::errc()) return false;
    path.remove_prefix(static_cast<std::size_t>(end - path.data()));
    return true;
}

bool trace(cairo_t* cr, std::string_view path) {
    while (!path.empty()) {
        const char step = path.front();
        if (step != 'M' && step != 'L') return false;
        path.remove_prefix(1);
        double x = 0;
        double y = 0;
        if (!number(path, x) || !number(path, y)) return false;
        // The kiosk writes nothing outside of the box; whoever else does, draws no further than its edge.
        x = std::clamp(x, 0.0, 1000.0);
        y = std::clamp(y, 0.0, 400.0);
        if (step == 'M') {
            cairo_move_to(cr, x, y);
            cairo_line_to(cr, x, y);  // A tap is a dot.
        } else {
            cairo_line_to(cr, x, y);
        }
        while (!path.empty() && path.front() == ' ') path.remove_prefix(1);
    }
    return true;
}

}  // namespace

struct Canvas::Stream {
    TakePiece take;
    bool picture = false;
    cairo_surface_t* surface = nullptr;
    cairo_t* cr = nullptr;
    Result<void> taken;
    double dots = 72;

    explicit Stream(TakePiece taker) : take(std::move(taker)) {}
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream() {
        if (cr != nullptr) cairo_destroy(cr);
        if (surface != nullptr) {
            cairo_surface_finish(surface);
            cairo_surface_destroy(surface);
        }
    }

    static cairo_status_t pass_on(void* self, const unsigned char* bytes, unsigned size) {
        auto& stream = *static_cast<Stream*>(self);
        if (stream.taken) stream.taken = stream.take({reinterpret_cast<const char*>(bytes), size});
        return stream.taken ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
    }
};

Canvas::Canvas(Extent page, std::unique_ptr<Stream> stream) : page_(page), stream_(std::move(stream)) {
    stream_->cr = cairo_create(stream_->surface);
    cairo_set_line_cap(stream_->cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(stream_->cr, CAIRO_LINE_JOIN_ROUND);
}

Canvas::Canvas(Canvas&&) noexcept = default;
Canvas::~Canvas() = default;

Canvas Canvas::pdf(Extent page, const About& about, TakePiece take) {
    auto stream = std::make_unique<Stream>(std::move(take));
    auto* surface = cairo_pdf_surface_create_for_stream(Stream::pass_on, stream.get(), page.width, page.height);
    stream->surface = surface;
    const auto made = about.made.size() == 10 ? about.made + "T00:00:00Z" : about.made;
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, about.title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Hineni");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, made.c_str());
    return {page, std::move(stream)};
}

Canvas Canvas::png(Extent page, double dots, TakePiece take) {
    auto stream = std::make_unique<Stream>(std::move(take));
    const double scale = dots / 72;
    stream->picture = true;
    stream->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(page.width * scale),
                                                 static_cast<int>(page.height * scale));
    Canvas canvas(page, std::move(stream));
    use(canvas.stream_->cr, ink::white);
    cairo_paint(canvas.stream_->cr);
    cairo_scale(canvas.stream_->cr, scale, scale);
    return canvas;
}

void Canvas::next_page() {
    cairo_show_page(stream_->cr);
    ++pages_;
}

Result<void> Canvas::finish() {
    if (stream_->picture) {
        static_cast<void>(cairo_surface_write_to_png_stream(stream_->surface, Stream::pass_on, stream_.get()));
    } else {
        cairo_show_page(stream_->cr);
    }
    cairo_surface_finish(stream_->surface);
    if (!stream_->taken) return stream_->taken;
    auto status = cairo_status(stream_->cr);
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(stream_->surface);
    if (status == CAIRO_STATUS_SUCCESS) return {};
    return fail(std::string("draw the pages: ") + cairo_status_to_string(status));
}

void Canvas::words(double x, double y, const Setting& setting, InkColour ink) {
    use(stream_->cr, ink);
    cairo_move_to(stream_->cr, x, y + setting.above());
    pango_cairo_show_layout(stream_->cr, setting.layout());
}

void Canvas::lines(double x, double y, const Setting& setting, std::size_t from, std::size_t to, InkColour ink) {
    use(stream_->cr, ink);
    auto* at = pango_layout_get_iter(setting.layout());
    int top = 0;
    for (std::size_t i = 0; i < to; ++i) {
        PangoRectangle drawn;
        pango_layout_iter_get_line_extents(at, nullptr, &drawn);
        if (i == from) top = drawn.y;
        if (i >= from) {
            const auto points = [](int units) { return static_cast<double>(units) / PANGO_SCALE; };
            cairo_move_to(stream_->cr, x + points(drawn.x), y + points(pango_layout_iter_get_baseline(at) - top));
            pango_cairo_show_layout_line(stream_->cr, pango_layout_iter_get_line_readonly(at));
        }
        if (pango_layout_iter_next_line(at) == FALSE) break;
    }
    pango_layout_iter_free(at);
}

void Canvas::line(double x, double y, double to_x, double to_y, InkColour ink, double width) {
    use(stream_->cr, ink);
    cairo_set_line_width(stream_->cr, width);
    cairo_move_to(stream_->cr, x, y);
    cairo_line_to(stream_->cr, to_x, to_y);
    cairo_stroke(stream_->cr);
}

void Canvas::fill(const Box& box, InkColour ink, double round) {
    auto* cr = stream_->cr;
    use(cr, ink);
    const double r = std::min({round, box.width / 2, box.height / 2});
    if (r <= 0) {
        cairo_rectangle(cr, box.x, box.y, box.width, box.height);
    } else {
        constexpr double quarter = 1.5707963267948966;
        cairo_new_sub_path(cr);
        cairo_arc(cr, box.x + box.width - r, box.y + r, r, -quarter, 0);
        cairo_arc(cr, box.x + box.width - r, box.y + box.height - r, r, 0, quarter);
        cairo_arc(cr, box.x + r, box.y + box.height - r, r, quarter, 2 * quarter);
        cairo_arc(cr, box.x + r, box.y + r, r, 2 * quarter, 3 * quarter);
        cairo_close_path(cr);
    }
    cairo_fill(cr);
}

bool Canvas::signature(std::string_view path, const Box& box, double pen) {
    auto* cr = stream_->cr;
    cairo_save(cr);
    const double scale = std::min(box.width / 1000, box.height / 400);
    cairo_translate(cr, box.x, box.y + (box.height - 400 * scale) / 2);
    cairo_scale(cr, scale, scale);
    const bool understood = trace(cr, path);
    cairo_restore(cr);
    if (understood) {
        use(cr, ink::pen);
        cairo_set_line_width(cr, pen);
        cairo_stroke(cr);
    }
    cairo_new_path(cr);
    return understood;
}

void Canvas::mark(const std::string& name) {
    if (stream_->picture) return;
    const auto where = "page=" + std::to_string(pages_);
    cairo_pdf_surface_add_outline(stream_->surface, CAIRO_PDF_OUTLINE_ROOT, name.c_str(), where.c_str(),
                                  CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

}  // namespace hineni
