// bare_window: the floor. The least that an SDL program does to show a colour and to answer a click with another one:
// the same hints and the same kind of surface as the kiosk, no text, no rasteriser, no state.
#include <SDL.h>

int main() {
    SDL_SetMainReady();
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0) return 1;
    SDL_Window* window = SDL_CreateWindow("bare", 0, 0, 1280, 800, 0);
    if (window == nullptr) return 1;
    Uint32 colour = 0x402020;
    while (true) {
        SDL_Surface* surface = SDL_GetWindowSurface(window);
        SDL_FillRect(surface, nullptr, colour);
        SDL_UpdateWindowSurface(window);
        SDL_Event event;
        do {
            if (SDL_WaitEvent(&event) == 0 || event.type == SDL_QUIT) return 0;
        } while (event.type != SDL_MOUSEBUTTONDOWN && event.type != SDL_MOUSEBUTTONUP);
        colour = event.type == SDL_MOUSEBUTTONDOWN ? 0xF0A444 : 0x402020;
    }
}
